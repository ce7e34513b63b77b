//! Ctrl K: delegates, buckets, accounts, pages and actions, found by a few letters.

mod entries;
mod none;

use ballast_api::{BucketRow, Buckets, FirstBuckets, VaultState, calls};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_navigate;

use entries::{Chosen, Entry, fixed, found, known_buckets, of_accounts, of_buckets, of_delegates};
use none::{Read, words_of_none};

use crate::{
    flows::panel::PanelDialog,
    kit::{
        components::{Glyph, Icon, focus_when_shown},
        state::{Panel, Remote, app, read},
    },
};

/// The field and what it finds.
#[component]
pub fn Find() -> impl IntoView {
    let open = RwSignal::new(true);
    view! {
        <PanelDialog panel=Panel::Find title="Find" test="find" open>
            <Finder open />
        </PanelDialog>
    }
}

#[component]
fn Finder(open: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let navigate = use_navigate();
    let delegates = app.delegates();
    let text = RwSignal::new(String::new());
    let buckets = OwnBuckets::new(text);
    let entries = Memo::new(move |_| {
        let typed = text.get();
        let mut all = fixed(app.vault() == VaultState::Unlocked, app.settings().operator);
        all.extend(of_accounts(&app.accounts()));
        delegates.value.with(|d| {
            all.extend(d.iter().flat_map(|d| of_delegates(&d.rows.value)));
        });
        buckets.with(|rows| all.extend(of_buckets(rows, typed.trim())));
        found(all, &typed)
    });
    let at = RwSignal::new(0_usize);
    let choose = Callback::new(move |chosen: Chosen| {
        open.set(false);
        match chosen {
            Chosen::Page(path) => navigate(&path, Default::default()),
            Chosen::Account(account) => app.account.set(account),
            Chosen::Theme(theme) => untrack(|| app.change_settings(|settings| settings.theme = theme)),
            Chosen::Lock => app.lock(),
            Chosen::Keys => app.show(Panel::Keys),
        }
    });
    let press = move |event: web_sys::KeyboardEvent| {
        let count = entries.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                let chosen =
                    entries.with_untracked(|entries| entries.get(at.get_untracked()).map(|e| e.chosen.clone()));
                if let Some(chosen) = chosen {
                    choose.run(chosen);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let field = NodeRef::<html::Input>::new();
    focus_when_shown(field);
    let marked = move || entries.with(|entries| (!entries.is_empty()).then(|| option_id(at.get())));
    let none = move || {
        let nothing = entries.with(Vec::is_empty);
        let read = [("delegates", Read::of(delegates)), ("buckets", buckets.read())];
        nothing.then(|| text.with(|text| words_of_none(text.trim(), &read)))
    };
    view! {
        <div class="stack-s finder">
            <span class="in search">
                <Icon glyph=Glyph::Search />
                <input
                    node_ref=field
                    type="search"
                    role="combobox"
                    aria-expanded="true"
                    aria-controls="find-list"
                    aria-activedescendant=marked
                    aria-label="Find a delegate, bucket, account, page or action"
                    placeholder="A delegate, bucket, account, page or action"
                    autocomplete="off"
                    data-test="find-text"
                    prop:value=text
                    on:input=move |event| {
                        text.set(event_target_value(&event));
                        at.set(0);
                    }
                    on:keydown=press
                />
            </span>
            <div class="menu" role="listbox" id="find-list" aria-label="Found" data-test="find-list">
                {move || {
                    let entries = entries.get().into_iter().enumerate();
                    entries.map(|(i, entry)| view! { <Line entry i at choose /> }).collect_view()
                }}
            </div>
            <span class="sm mid wrap-any" role="status" data-test="find-none">{none}</span>
        </div>
    }
}

/// The buckets of all accounts: the first ones at once, and all of them where there are more and something is looked for.
/// The rest is read once, for of somebody with thousands it is much.
#[derive(Clone, Copy)]
struct OwnBuckets {
    first: Remote<FirstBuckets>,
    all: Remote<Buckets>,
}

impl OwnBuckets {
    fn new(text: RwSignal<String>) -> Self {
        let app = app();
        let first = read(move || app.network().map(|_| calls::GetFirstBuckets { account: None }));
        let looked_for = Memo::new(move |_| text.with(|text| !text.trim().is_empty()));
        let more = Memo::new(move |_| first.value.with(|b| b.as_ref().is_some_and(|b| !b.whole)));
        let all = Remote::new();
        let wanted = move || (more.get() && looked_for.get()).then_some(calls::GetBuckets { account: None });
        all.follow(wanted, RwSignal::new(0));
        Self { first, all }
    }

    /// Uses the rows that are known.
    fn with(self, of: impl FnOnce(&[BucketRow])) {
        let (first, all) = (self.first.value, self.all.value);
        first.with(|first| all.with(|all| of(known_buckets(first.as_ref(), all.as_ref()))));
    }

    /// Whether all of them are known.
    fn read(self) -> Read {
        match Read::of(self.first) {
            Read::Done if self.first.value.with(|b| b.as_ref().is_some_and(|b| !b.whole)) => Read::of(self.all),
            read => read,
        }
    }
}

fn option_id(i: usize) -> String {
    format!("find-{i}")
}

#[component]
fn Line(entry: Entry, i: usize, at: RwSignal<usize>, choose: Callback<Chosen>) -> impl IntoView {
    let Entry {
        name,
        kind,
        beside,
        chosen,
        ..
    } = entry;
    view! {
        <button
            type="button"
            role="option"
            tabindex="-1"
            id=option_id(i)
            data-test="find-option"
            aria-selected=move || (at.get() == i).to_string()
            on:mousemove=move |_| at.set(i)
            on:click=move |_| choose.run(chosen.clone())
        >
            <b class="clip">{name}</b>
            <span class="dim sm clip">{beside}</span>
            <span class="sp"></span>
            <span class="dim xs">{kind}</span>
        </button>
    }
}
