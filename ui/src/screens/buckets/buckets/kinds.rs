//! Which buckets the table shows: those in a state, or in a group that the person made.

use std::{borrow::Borrow, collections::BTreeSet};

use ballast_api::BucketRow;
use ballast_domain::BucketState;
use leptos::prelude::*;

use super::pages::Row;
use crate::kit::{components::FilterChip, format::grouped};

/// What the rows shown have in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// Nothing.
    All,
    /// Their state, by its word; the number keeps the order of a bucket's life.
    State(u8, &'static str),
    /// Their group.
    Group(String),
}

impl Kind {
    fn of_state(row: &BucketRow) -> Option<Self> {
        let state = row.state?;
        let place = match state {
            BucketState::Locked => 0,
            BucketState::CountingDown(_) => 1,
            BucketState::Matured => 2,
            BucketState::Unstaking(_) => 3,
            BucketState::Withdrawable => 4,
        };
        Some(Self::State(place, state.word()))
    }

    /// Whether a row is of this kind.
    pub fn has(&self, row: &BucketRow) -> bool {
        match self {
            Self::All => true,
            Self::State(..) => Self::of_state(row).as_ref() == Some(self),
            Self::Group(name) => row.group == *name,
        }
    }

    fn word(&self) -> &str {
        match self {
            Self::All => "All",
            Self::State(_, word) => word,
            Self::Group(name) => name,
        }
    }

    /// Of these rows all states and groups, each once.
    fn among(rows: &[impl Borrow<BucketRow>]) -> Vec<Self> {
        let rows = rows.iter().map(Borrow::borrow);
        let groups = rows.clone().filter(|row| !row.group.is_empty());
        let groups = groups.map(|row| Self::Group(row.group.clone()));
        let kinds: BTreeSet<_> = rows.filter_map(Self::of_state).chain(groups).collect();
        std::iter::once(Self::All).chain(kinds).collect()
    }
}

/// A chip for each kind, with how many there are.
#[component]
pub fn Kinds(rows: Memo<Vec<Row>>, kind: RwSignal<Kind>) -> impl IntoView {
    let kinds = Memo::new(move |_| rows.with(|rows| Kind::among(rows)));
    // What the last bucket of a kind has left shows all again.
    Effect::new(move |_| {
        if kinds.with(|kinds| !kinds.contains(&kind.get_untracked())) {
            kind.set(Kind::All);
        }
    });
    let chip = move |of: Kind| {
        let (word, shown, chosen, counted) = (of.word().to_owned(), of.clone(), of.clone(), of.clone());
        let count = move || rows.with(|rows| rows.iter().filter(|row| counted.has(row)).count());
        view! {
            <FilterChip
                test=format!("buckets-kind-{}", word.to_lowercase().replace(' ', "-"))
                on=Signal::derive(move || kind.with(|kind| *kind == shown))
                press=move || kind.set(chosen.clone())
            >
                <bdi>{word}</bdi>
                " "
                {move || grouped(count() as u64)}
            </FilterChip>
        }
    };
    view! {
        <Show when=move || { kinds.with(Vec::len) > 1 }>
            <div class="row tight wraps" role="group" aria-label="Which buckets">
                <For each=move || kinds.get() key=Clone::clone children=chip />
            </div>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{BucketId, Timestamp};

    use super::{super::testing, *};

    fn row(state: BucketState, group: &str) -> BucketRow {
        BucketRow {
            state: Some(state),
            group: group.into(),
            ..testing::row(BucketId::native(1))
        }
    }

    #[test]
    fn each_state_and_group_stands_once_in_the_order_of_a_buckets_life() {
        let rows = [
            row(BucketState::Matured, "house"),
            row(BucketState::Locked, "house"),
            row(BucketState::CountingDown(Timestamp::from_seconds(9)), ""),
            row(BucketState::CountingDown(Timestamp::from_seconds(7)), ""),
        ];
        let kinds = Kind::among(&rows);
        let words: Vec<_> = kinds.iter().map(Kind::word).collect();
        assert_eq!(words, ["All", "Locked", "Counting down", "Matured", "house"]);
        let count = |kind: &Kind| rows.iter().filter(|row| kind.has(row)).count();
        assert_eq!(kinds.iter().map(count).collect::<Vec<_>>(), [4, 1, 2, 1, 2]);
    }
}
