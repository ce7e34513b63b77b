//! How a delegate pays its voters: a few words for a table, and the whole of it in sentences.

use ballast_api::FreezeView;
use ballast_domain::VoterPayout;
use leptos::prelude::*;

use crate::kit::{
    format::{UNKNOWN, date_time, grouped},
    state::app,
};

/// What is told where nothing is known.
const UNSAID: &str = "The node does not say how it pays: it is older than Zanzibar (IIP-59), or did not answer.";

/// Who pays, in a few words; the whole of it where the pointer rests, and read aloud.
#[component]
pub fn PayoutMark(
    /// How it pays; none where that is not known.
    payout: Option<VoterPayout>,
) -> impl IntoView {
    let (word, why) = match payout {
        Some(payout) => (payout.mode.word(), payout.explanation()),
        None => (UNKNOWN, UNSAID.to_owned()),
    };
    let aloud = format!("{word}. {why}");
    view! { <span class="sm" role="img" title=why aria-label=aloud>{word}</span> }
}

/// Who pays and what the voters' part is, in sentences; and which votes the next payout goes by, where the protocol makes it.
#[component]
pub fn PayoutNote(
    /// How it pays; none where that is not known.
    #[prop(into)]
    payout: Signal<Option<VoterPayout>>,
    /// The name for tests.
    test: &'static str,
) -> impl IntoView {
    let freeze = next_freeze();
    let pays = move || {
        payout
            .get()
            .map_or_else(|| UNSAID.to_owned(), |payout| payout.explanation())
    };
    let counts = move || {
        let goes_by_it = payout.get().is_none_or(|payout| payout.rewards_votes());
        freeze.get().filter(|_| goes_by_it).map(shared_by)
    };
    view! { <p class="sm mid" data-test=test>{pays} {counts}</p> }
}

/// The next freeze of votes that a change in the next block counts for; none on a chain without any.
pub fn next_freeze() -> Memo<Option<FreezeView>> {
    let app = app();
    Memo::new(move |_| app.chain.with(|chain| chain.as_ref().and_then(|chain| chain.freeze)))
}

/// Until when votes have to be cast to share in an era's rewards.
fn shared_by(freeze: FreezeView) -> String {
    format!(
        " Votes up to block {}, about {}, share in the rewards of era {}.",
        grouped(freeze.height.0),
        date_time(freeze.at),
        grouped(freeze.era.0)
    )
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Era, Height, Timestamp};

    use super::*;

    #[test]
    fn a_freeze_is_told_with_its_block_its_date_and_its_era() {
        let told = shared_by(FreezeView {
            era: Era(65_352),
            height: Height(53_578_441),
            at: Timestamp::from_seconds(1_803_391_500),
        });
        let told = told.replace('\u{202f}', " ");
        assert_eq!(
            told,
            " Votes up to block 53 578 441, about 23 Feb 2027 14:05, share in the rewards of era 65 352."
        );
    }
}
