//! Choosing one of many by typing a part of it: a field, and under it the list of what fits.

use ballast_domain::shown_text;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::{Glyph, Icon, focus_when_shown};

/// More of a list nobody reads: one types another letter.
const MOST: usize = 100;
/// More letters than this nobody looks for.
const SOUGHT: usize = 100;

/// One of the things that can be chosen, as its line of the list shows it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Choice {
    /// Stands in the field once it is chosen; no two have the same. With the field's name it is the line's name for tests.
    pub value: String,
    /// The line's first word.
    pub name: String,
    /// How it stands, at the line's end; may be empty.
    pub mark: String,
    /// What else is told of it, under its name; may be empty.
    pub beside: String,
    /// Found by these words too, in small letters, which are not shown.
    pub also: String,
}

impl Choice {
    /// How well it fits what is typed, the least first; none when it does not.
    fn rank(&self, typed: &str) -> Option<usize> {
        let name = self.name.to_lowercase();
        let closer = [name == typed, name.starts_with(typed), name.contains(typed)];
        match closer.iter().position(|is| *is) {
            None => {
                let all = format!("{name} {} {}", self.value.to_lowercase(), self.also);
                typed.split(' ').all(|word| all.contains(word)).then_some(closer.len())
            }
            found => found,
        }
    }
}

/// Those that fit what is typed, the best first, at most [`MOST`]; with nothing typed the first of all. Those that fit as
/// well stay in their order.
pub fn fitting(all: impl IntoIterator<Item = Choice>, typed: &str) -> Vec<Choice> {
    let typed = shown_text(typed.as_bytes(), SOUGHT).unwrap_or_default().to_lowercase();
    let ranked = all
        .into_iter()
        .filter_map(|choice| Some((choice.rank(&typed)?, choice)));
    let mut found: Vec<_> = ranked.collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, choice)| choice).take(MOST).collect()
}

/// The place that an arrow marks next: round, and from none to the first or the last.
fn step(at: Option<usize>, count: usize, down: bool) -> usize {
    match (at, down) {
        (None, true) => 0,
        (None, false) => count.saturating_sub(1),
        (Some(at), true) => (at + 1) % count.max(1),
        (Some(at), false) => (at + count.saturating_sub(1)) % count.max(1),
    }
}

/// A field with a list of what fits: a combobox. The list opens as one types, by an arrow or by a press; Enter takes the
/// marked line, Esc closes the list and nothing else. What is typed and is none of them stays, for the caller to judge.
#[component]
pub fn Chooser(
    /// What it asks for, read aloud.
    #[prop(into)]
    label: String,
    /// Its name for tests, and its id; the list is `{test}-list`, a line `{test}-{value}`.
    #[prop(into)]
    test: String,
    /// What is typed or was chosen.
    text: RwSignal<String>,
    /// What fits, the best first.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What is typed says already what is meant: the list opens by itself for the rest only.
    #[prop(into)]
    settled: Signal<bool>,
    /// What is typed is wrong; the sentence is a `Mistake` with the id `{test}-error`.
    #[prop(optional, into)]
    wrong: Signal<bool>,
    /// What can be typed.
    #[prop(optional)]
    hint: &'static str,
    /// Monospaced.
    #[prop(optional)]
    mono: bool,
    /// With the sign of a list that can be opened.
    #[prop(optional)]
    arrow: bool,
    /// Has the keyboard when it appears.
    #[prop(optional)]
    first: bool,
    /// Told when the keyboard leaves it.
    #[prop(optional)]
    left: Option<Callback<()>>,
    /// The input itself, for whoever gives it the keyboard.
    #[prop(optional)]
    input: NodeRef<html::Input>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    if first {
        focus_when_shown(input);
    }
    let open = RwSignal::new(false);
    // By its value: a list that is read anew meanwhile does not move the mark to another.
    let marked = RwSignal::new(None::<String>);
    let shown = Memo::new(move |_| open.get() && choices.with(|all| !all.is_empty()));
    let place = move || {
        let marked = marked.get()?;
        choices.with(|all| all.iter().position(|choice| choice.value == marked))
    };
    let mark = move |place: Option<usize>| {
        let value = choices.with_untracked(|all| Some(all.get(place?)?.value.clone()));
        marked.set(value);
    };
    let take = Callback::new(move |value: String| {
        text.set(value);
        open.set(false);
    });
    let unfold = move || {
        let at = choices.with_untracked(|all| {
            let chosen = text.with_untracked(|text| all.iter().position(|choice| choice.value == *text));
            // Who is meant already gives way only to one that is marked by hand.
            chosen.or((!all.is_empty() && !settled.get_untracked()).then_some(0))
        });
        mark(at);
        open.set(true);
        reveal(list);
    };
    let press = move |event: web_sys::KeyboardEvent| {
        let (is_shown, count) = (shown.get_untracked(), choices.with_untracked(Vec::len));
        match event.key().as_str() {
            key @ ("ArrowDown" | "ArrowUp") if is_shown => {
                mark(Some(step(untrack(place), count, key == "ArrowDown")));
                reveal(list);
            }
            "ArrowDown" | "ArrowUp" if count > 0 => unfold(),
            // With nothing marked it closes the list: a form is sent by the next.
            "Enter" if is_shown => match marked.get_untracked().filter(|_| untrack(place).is_some()) {
                Some(value) => take.run(value),
                None => open.set(false),
            },
            "Escape" if is_shown => {
                open.set(false);
                event.stop_propagation();
            }
            _ => return,
        }
        event.prevent_default();
    };
    let typed = move |event: web_sys::Event| {
        text.set(event_target_value(&event));
        mark((!text.with_untracked(|text| text.trim().is_empty())).then_some(0));
        open.set(!settled.get_untracked());
    };
    let names = StoredValue::new(test.clone());
    let list_id = move || names.with_value(|test| format!("{test}-list"));
    let option_id = move |place: usize| names.with_value(|test| format!("{test}-option-{place}"));
    let lines = move || {
        let line = |(i, choice): (usize, Choice)| {
            let test = names.with_value(|test| format!("{test}-{}", choice.value));
            view! { <Line choice id=option_id(i) test marked take /> }
        };
        choices.get().into_iter().enumerate().map(line).collect_view()
    };
    let spoken = label.clone();
    view! {
        <span class="chooser">
            <span class="in" class:wrong=wrong>
                <input
                    node_ref=input
                    class:mono=mono
                    id=test.clone()
                    data-test=test.clone()
                    role="combobox"
                    aria-label=label
                    aria-autocomplete="list"
                    aria-expanded=move || shown.get().to_string()
                    aria-controls=move || shown.get().then(list_id)
                    aria-activedescendant=move || shown.get().then(place).flatten().map(option_id)
                    aria-describedby=format!("{test}-error")
                    aria-invalid=move || wrong.get().to_string()
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    placeholder=hint
                    prop:value=text
                    on:input=typed
                    on:keydown=press
                    on:click=move |_| {
                        // A press into an address that stands there is to change a letter of it.
                        if !shown.get_untracked() && (arrow || !settled.get_untracked()) {
                            unfold();
                        }
                    }
                    on:blur=move |_| {
                        open.set(false);
                        if let Some(left) = left {
                            // What leaves the page loses the keyboard too, and its form is gone then.
                            let _ = left.try_run(());
                        }
                    }
                />
                {arrow.then(|| view! { <Icon glyph=Glyph::More small=true /> })}
            </span>
            <Show when=move || shown.get()>
                <div
                    node_ref=list
                    class="options"
                    role="listbox"
                    id=list_id
                    data-test=list_id
                    aria-label=spoken.clone()
                    on:mousedown=|event| event.prevent_default()
                >
                    {lines}
                </div>
            </Show>
        </span>
    }
}

/// A line of the list.
#[component]
fn Line(
    choice: Choice,
    id: String,
    test: String,
    marked: RwSignal<Option<String>>,
    take: Callback<String>,
) -> impl IntoView {
    let Choice {
        value,
        name,
        mark,
        beside,
        ..
    } = choice;
    let (mine, pointed) = (value.clone(), value.clone());
    view! {
        <div
            role="option"
            id=id
            data-test=test
            aria-selected=move || marked.with(|marked| marked.as_ref() == Some(&mine)).to_string()
            on:mousemove=move |_| marked.set(Some(pointed.clone()))
            on:click=move |_| take.run(value.clone())
        >
            <span class="row tight">
                <b class="grow wrap-any">{name}</b>
                <span class="xs mid">{mark}</span>
            </span>
            <span class="xs mid wrap-any">{beside}</span>
        </div>
    }
}

/// Scrolls the list, and nothing else, so that the marked line is in it, once that is drawn.
fn reveal(list: NodeRef<html::Div>) {
    request_animation_frame(move || {
        let Some(list) = list.try_get_untracked().flatten() else {
            return;
        };
        let line = list.query_selector("[aria-selected='true']").ok().flatten();
        let Some(line) = line.and_then(|line| line.dyn_into::<web_sys::HtmlElement>().ok()) else {
            return;
        };
        let (top, bottom) = (line.offset_top(), line.offset_top() + line.offset_height());
        if top < list.scroll_top() {
            list.set_scroll_top(top);
        } else if bottom > list.scroll_top() + list.client_height() {
            list.set_scroll_top(bottom - list.client_height());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Choice> {
        let choice = |name: &str, also: &str| Choice {
            value: format!("io1{}", name.to_lowercase()),
            name: name.to_owned(),
            also: also.to_owned(),
            ..Choice::default()
        };
        vec![
            choice("Bob", "0x02 the baker"),
            choice("Adam", "0x01"),
            choice("Ada", "0x0a"),
            choice("Nevada", ""),
        ]
    }

    fn names(typed: &str) -> Vec<String> {
        fitting(all(), typed).into_iter().map(|choice| choice.name).collect()
    }

    #[test]
    fn what_is_called_so_stands_before_what_begins_so_and_that_before_what_contains_it() {
        assert_eq!(names("ada"), ["Ada", "Adam", "Nevada"]);
        assert_eq!(names(" ADA\u{200b}M "), ["Adam"]);
        assert_eq!(names("").len(), 4);
        assert!(names("eve").is_empty());
    }

    #[test]
    fn one_is_found_by_what_is_not_its_name() {
        assert_eq!(names("baker"), ["Bob"]);
        assert_eq!(names("baker 0x02"), ["Bob"]);
        assert_eq!(names("io1bob"), ["Bob"]);
    }

    #[test]
    fn a_list_that_nobody_reads_to_its_end_is_cut() {
        let many = (0..150).map(|i| Choice {
            name: format!("delegate{i}"),
            ..Choice::default()
        });
        assert_eq!(fitting(many, "delegate").len(), MOST);
    }

    #[test]
    fn the_arrows_go_round() {
        assert_eq!((step(None, 3, true), step(None, 3, false)), (0, 2));
        assert_eq!((step(Some(2), 3, true), step(Some(0), 3, false)), (0, 2));
        assert_eq!((step(Some(0), 3, true), step(Some(2), 3, false)), (1, 1));
        assert_eq!((step(None, 0, false), step(Some(0), 0, true)), (0, 0));
    }
}
