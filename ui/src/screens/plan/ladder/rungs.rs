//! The rungs of a ladder as a person edits them.

use ballast_domain::{
    Amount,
    plan::{Ladder, Rung},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    flows::delegates::DelegateChooser,
    kit::{
        components::{Button, Glyph, Money, Understood, unsettled},
        format::{UNKNOWN, date, possible, sentence, typed_days},
        state::app,
    },
};

/// A rung's fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// Names it for as long as it stands.
    pub key: u64,
    /// The delegate.
    pub candidate: RwSignal<String>,
    /// As typed.
    pub amount: RwSignal<String>,
    /// As typed.
    pub days: RwSignal<String>,
    /// With stake-lock.
    pub locked: RwSignal<bool>,
}

/// What stands in a rung's fields.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    candidate: String,
    amount: String,
    days: String,
    locked: bool,
}

impl From<Rung> for Written {
    fn from(rung: Rung) -> Self {
        Self {
            amount: rung.amount.to_iotx(),
            days: rung.duration.0.to_string(),
            candidate: rung.candidate,
            locked: rung.locked,
        }
    }
}

impl Edit {
    /// The fields of a rung. The signals are the page's, not the component's that happens to make them.
    pub fn of(key: u64, written: Written, owner: &Owner) -> Self {
        owner.with(|| Self {
            key,
            candidate: RwSignal::new(written.candidate),
            amount: RwSignal::new(written.amount),
            days: RwSignal::new(written.days),
            locked: RwSignal::new(written.locked),
        })
    }

    /// What stands in them.
    pub fn written(self) -> Written {
        Written {
            candidate: self.candidate.get(),
            amount: self.amount.get(),
            days: self.days.get(),
            locked: self.locked.get(),
        }
    }

    /// What is wrong with what is typed, as a sentence.
    pub fn mistake(self) -> Option<String> {
        let amount = self.amount.with(|text| text.trim().parse::<Amount>());
        let amount = amount.map_err(|e| sentence(&e.to_string()));
        amount.err().or_else(|| self.days.with(|text| typed_days(text)).err())
    }

    /// What is typed; none where it is no amount or no number of days.
    pub fn rung(self) -> Option<Rung> {
        let amount: Option<Amount> = self.amount.with(|text| text.trim().parse().ok());
        let days = self.days.with(|text| typed_days(text).ok());
        Some(Rung {
            candidate: self.candidate.get(),
            amount: amount?,
            duration: days?,
            locked: self.locked.get(),
        })
    }
}

/// The table of rungs.
#[component]
pub fn Rungs(
    /// All of them, in order.
    edits: RwSignal<Vec<Edit>>,
    /// What they come to, once it is known.
    ladder: Memo<Option<Ladder>>,
    /// Adds one more like the last.
    add: Callback<()>,
) -> impl IntoView {
    let moved = unsettled(move || edits.with(|all| all.iter().map(|edit| edit.key).collect::<Vec<_>>()));
    view! {
        <section class="card flat">
            <div class="sideways">
                <table class="rungs" data-test="ladder-rungs" aria-label="Rungs of the ladder">
                    <thead>
                        <tr>
                            <th class="n" scope="col">"#"</th>
                            <th scope="col">"Delegate"</th>
                            <th class="n" scope="col">"Amount, IOTX"</th>
                            <th class="n" scope="col">"Days"</th>
                            <th scope="col">"Stake-lock"</th>
                            <th class="n" scope="col">"Votes"</th>
                            <th scope="col">"Available"</th>
                            <th scope="col"><span class="aloud">"Actions"</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || edits.get() key=|edit| edit.key let:edit>
                            <Line edit edits ladder moved />
                        </For>
                    </tbody>
                </table>
            </div>
            <div class="row card-foot">
                <Button test="ladder-add" press=add small=true glyph=Glyph::Plus>"Add a rung"</Button>
            </div>
        </section>
    }
}

#[component]
fn Line(edit: Edit, edits: RwSignal<Vec<Edit>>, ladder: Memo<Option<Ladder>>, moved: Signal<bool>) -> impl IntoView {
    let app = app();
    let place = Memo::new(move |_| edits.with(|all| all.iter().position(|e| e.key == edit.key)));
    let view = Memo::new(move |_| {
        let place = place.get()?;
        let rung = edit.rung()?;
        // What was weighed may be older than what is typed.
        ladder.with(|l| l.as_ref()?.rungs.get(place).filter(|view| view.rung == rung).cloned())
    });
    let number = move || place.get().map_or(0, |i| i + 1).to_string();
    let name = move |what: &str| format!("rung-{}-{what}", edit.key);
    let remove = move || edits.update(|all| all.retain(|e| e.key != edit.key));
    let free = move || view.with(|v| v.as_ref().map_or(UNKNOWN.to_owned(), |v| date(v.free)));
    let votes = move || match view.with(|v| v.as_ref().map(|v| v.votes)) {
        Some(votes) => view! { <span class="votes-ink"><Money of=votes at_least=0 at_most=2 /></span> }.into_any(),
        None => UNKNOWN.into_any(),
    };
    let refusal = move || {
        let refusal = view.with(|v| v.as_ref().and_then(|v| v.refusal.clone()))?;
        let when = possible(&refusal.remedy, app.now()).unwrap_or_else(|| refusal.rule.help().to_owned());
        Some(view! {
            <div class="xs bad-ink wrap-any" data-test=name("refusal")>
                {format!("{} {when} ", refusal.rule.sentence())} <span class="mono">{refusal.rule.id()}</span>
            </div>
        })
    };
    let mistake = move || {
        let sentence = edit.mistake()?;
        Some(view! { <div class="xs bad-ink wrap-any" role="alert" data-test=name("mistake")>{sentence}</div> })
    };
    view! {
        <tr data-test=format!("rung-{}", edit.key)>
            <td class="n">{number}</td>
            <td>
                <DelegateChooser label="Delegate of this rung" test=name("delegate") value=edit.candidate />
                {refusal}
                {mistake}
            </td>
            <td class="n">
                <span class="in small" class:wrong=move || edit.amount.with(|t| t.trim().parse::<Amount>().is_err())>
                    <input
                        class="n"
                        data-test=name("amount")
                        aria-label="Amount of this rung, in IOTX"
                        inputmode="decimal"
                        aria-invalid=move || edit.amount.with(|t| t.trim().parse::<Amount>().is_err()).to_string()
                        autocomplete="off"
                        prop:value=edit.amount
                        on:input=move |e| edit.amount.set(event_target_value(&e))
                    />
                </span>
                <Understood text=edit.amount test=name("amount-understood") />
            </td>
            <td class="n">
                <span class="in days" class:wrong=move || edit.days.with(|t| typed_days(t).is_err())>
                    <input
                        data-test=name("days")
                        aria-label="Days of this rung"
                        inputmode="numeric"
                        aria-invalid=move || edit.days.with(|t| typed_days(t).is_err()).to_string()
                        autocomplete="off"
                        prop:value=edit.days
                        on:input=move |e| edit.days.set(event_target_value(&e))
                    />
                </span>
            </td>
            <td>
                <input
                    type="checkbox"
                    data-test=name("locked")
                    aria-label="Stake-lock of this rung"
                    prop:checked=edit.locked
                    on:change=move |e| edit.locked.set(event_target_checked(&e))
                />
            </td>
            <td class="n">{votes}</td>
            <td>{free}</td>
            <td class="act">
                <Button test=name("remove") press=remove small=true label="Remove this rung" disabled=moved>"Remove"</Button>
            </td>
        </tr>
    }
}
