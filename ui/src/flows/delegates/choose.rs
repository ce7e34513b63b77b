//! Choosing a delegate by typing a part of its name: place, votes and standing of each beside it.

use ballast_api::DelegateRow;
use ballast_domain::Address;
use leptos::prelude::*;

use super::status::standing;
use crate::kit::{
    components::{Choice, Chooser, Mistake, fitting},
    format::{grouped, millions},
    state::app,
};

/// One of the delegates, found by name or address among all of them.
#[component]
pub fn DelegateChooser(
    /// What it chooses.
    #[prop(into)]
    label: String,
    /// Its name for tests, and its id.
    #[prop(into)]
    test: String,
    /// The chosen name; empty for none yet, and while what is typed is nobody's.
    value: RwSignal<String>,
    /// The delegate that cannot be chosen, by its id: the one that has the votes already.
    #[prop(optional, into)]
    but: Signal<Option<Address>>,
) -> impl IntoView {
    let delegates = app().delegates();
    let (text, left) = (RwSignal::new(value.get_untracked()), RwSignal::new(false));
    // Each name, and whether it can be chosen; none while the delegates are not read.
    let names = Memo::new(move |_| {
        let but = but.get();
        delegates.value.with(|d| {
            let rows = &d.as_ref()?.rows.value;
            Some(
                rows.iter()
                    .map(|row| (row.name.clone(), Some(row.id) != but))
                    .collect::<Vec<_>>(),
            )
        })
    });
    let named = Memo::new(move |_| {
        let typed = text.with(|text| text.trim().to_lowercase());
        names.with(|names| {
            let names = names.as_ref()?;
            Some(names.iter().find(|(name, _)| *name == typed).cloned())
        })
    });
    // What was chosen elsewhere stands in the field.
    Effect::new(move |_| {
        let chosen = value.get();
        if !chosen.is_empty() && text.with_untracked(|text| text.trim().to_lowercase() != chosen) {
            text.set(chosen);
        }
    });
    // What is typed is chosen once it is somebody's name. Until the delegates are read nothing is known of it.
    Effect::new(move |_| {
        let found = match named.get() {
            Some(Some((name, true))) => name,
            Some(_) => String::new(),
            // What was kept stands as long as nothing else is typed.
            None if text.with(|text| text.trim().to_lowercase() == value.get_untracked()) => return,
            None => String::new(),
        };
        if value.with_untracked(|value| *value != found) {
            value.set(found);
        }
    });
    Effect::new(move |_| {
        text.track();
        left.set(false);
    });
    let mistake = Signal::derive(move || {
        let typed = text.with(|text| text.trim().to_owned());
        match named.get()? {
            Some((name, false)) => Some(format!("It votes for {name} already.")),
            None if left.get() && !typed.is_empty() => Some(format!("No delegate is called {typed}.")),
            _ => None,
        }
    });
    let settled = Signal::derive(move || named.with(|named| matches!(named, Some(Some(_)))));
    let all = Memo::new(move |_| {
        let but = but.get();
        delegates.value.with(|d| {
            let rows = d.iter().flat_map(|d| &d.rows.value);
            rows.filter(|row| Some(row.id) != but).map(choice).collect::<Vec<_>>()
        })
    });
    let choices = Signal::derive(move || {
        // What is chosen already is changed for any other.
        let typed = if settled.get() { String::new() } else { text.get() };
        all.with(|all| fitting(all.iter().cloned(), &typed))
    });
    view! {
        <div class="field">
            <Chooser
                label
                test=test.clone()
                text
                choices
                settled
                wrong=Signal::derive(move || mistake.with(Option::is_some))
                hint="Choose a delegate"
                arrow=true
                left=Callback::new(move |()| left.set(true))
            />
            <Mistake of=mistake id=format!("{test}-error") />
        </div>
    }
}

fn choice(row: &DelegateRow) -> Choice {
    let (_, standing) = standing(row.status);
    let addresses = [row.id, row.owner, row.operator].map(|a| format!("{} {}", a.to_io1(), a.to_hex()));
    let pays = row
        .payout
        .map(|payout| format!(" · pays {}", lower(payout.mode.word())));
    Choice {
        value: row.name.clone(),
        name: row.name.clone(),
        mark: standing.to_owned(),
        beside: format!(
            "place {} · {} M votes{}",
            grouped(row.rank),
            millions(row.votes.rau()),
            pays.unwrap_or_default()
        ),
        also: addresses.join(" "),
    }
}

/// Words within a sentence.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use ballast_api::DelegateStatus;
    use ballast_domain::{Amount, Exit, PayoutMode, VoterPayout, Votes};

    use super::*;

    fn row(rank: u64, name: &str, status: DelegateStatus) -> DelegateRow {
        let id = Address::from_bytes([rank as u8; 20]);
        DelegateRow {
            rank,
            id,
            name: name.to_owned(),
            owner: id,
            operator: id,
            reward: id,
            votes: Votes::ZERO,
            self_stake: Amount::ZERO,
            status,
            exit: Exit::None,
            probation: None,
            produced: None,
            payout: None,
        }
    }

    #[test]
    fn a_delegate_is_found_by_a_part_of_its_name_or_by_its_address_and_says_how_it_stands() {
        let rows = [
            row(1, "delegate10", DelegateStatus::Active),
            row(2, "delegate1", DelegateStatus::Pool),
            row(3, "fathom", DelegateStatus::Leaving),
        ];
        let found = |typed: &str| fitting(rows.iter().map(choice), typed);
        let names = |typed: &str| found(typed).into_iter().map(|c| c.value).collect::<Vec<_>>();
        assert_eq!(
            names("delegate1"),
            ["delegate1", "delegate10"],
            "the one that is called so first"
        );
        assert_eq!(names("gate"), ["delegate10", "delegate1"], "by their places");
        assert_eq!(names(" Fath"), ["fathom"]);
        assert_eq!(names(&row(2, "", DelegateStatus::Pool).owner.to_io1()), ["delegate1"]);
        assert_eq!(names("").len(), 3);
        let [fathom] = &found("fathom")[..] else {
            panic!("one delegate")
        };
        assert_eq!(fathom.mark, "Leaving");
        assert_eq!(fathom.beside, "place 3 · 0.00 M votes");
        let payout = Some(VoterPayout {
            mode: PayoutMode::Hermes,
            commission: None,
            portions: None,
        });
        let paid = DelegateRow {
            payout,
            ..row(4, "ebb", DelegateStatus::Pool)
        };
        assert_eq!(choice(&paid).beside, "place 4 · 0.00 M votes · pays by Hermes");
    }
}
