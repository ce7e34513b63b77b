//! What the terms bring: votes, from when, and what share of the delegate's.

use ballast_api::{ChainView, DelegateRow};
use ballast_domain::{Epoch, Votes};
use leptos::prelude::*;

use super::terms::Terms;
use crate::{
    flows::delegates::{PayoutMark, PayoutNote, next_freeze},
    kit::{
        charts::{WeightCurve, factor},
        components::Figure,
        format::{UNKNOWN, date_time, grouped, in_time, millions, percent},
        state::app,
    },
};

/// The right card.
#[component]
pub fn Brings(terms: Terms, delegate: Memo<Option<DelegateRow>>) -> impl IntoView {
    let app = app();
    let days = Signal::derive(move || terms.days_shown());
    let name = move || delegate.with(|d| d.as_ref().map_or_else(String::new, |d| d.name.clone()));
    let counts = Memo::new(move |_| app.chain.with(|c| c.as_ref().and_then(counts_from)));
    let freeze = next_freeze();
    let payout = Memo::new(move |_| delegate.with(|d| d.as_ref().and_then(|d| d.payout)));
    // Where the protocol does not pay the voters, or pays them nothing, no freeze brings anything.
    let rewards = Memo::new(move |_| {
        let goes_by_it = payout.get().is_none_or(|payout| payout.rewards_votes());
        freeze.get().filter(|_| goes_by_it)
    });
    let until = move |at| app.now().map(|now| in_time(now.seconds_until(at)));
    let of_delegate = move || delegate.with(|d| d.as_ref().map(|d| d.votes));
    let share = move || {
        let (mine, others) = (terms.votes()?, of_delegate()?);
        percent(mine.rau(), others.saturating_add(mine).rau(), 3)
    };
    let change = move || {
        let (mine, others) = (terms.votes()?, of_delegate()?);
        Some(before_after(others, others.saturating_add(mine)))
    };
    let weight = move || {
        let amount = terms.amount().ok()?;
        terms.days().ok()?;
        Some(format!(
            "{} × {:.6}",
            amount.for_people(),
            factor(days.get(), terms.locked.get())
        ))
    };
    view! {
        <section class="card stack-m">
            <div class="row">
                <h2>"What it brings"</h2>
                <span class="sp"></span>
                <span class="sm dim">"weight by days"</span>
            </div>
            <WeightCurve days locked=terms.locked />
            <div class="list brings">
                <div>
                    <span class="mid">"Votes"</span>
                    <b class="votes-ink">
                        <Figure of=Signal::derive(move || terms.votes().map(Into::into)) test="stake-votes" at_most=2 />
                    </b>
                    <span class="xs dim">{weight}</span>
                </div>
                <div>
                    <span class="mid">"Counts from"</span>
                    <b data-test="stake-counts-from">
                        {move || counts.get().map_or(UNKNOWN.to_owned(), |(epoch, _)| format!("epoch {}", grouped(epoch.0)))}
                    </b>
                    <span class="xs dim">{move || counts.get().map(|(_, seconds)| in_time(seconds))}</span>
                </div>
                {move || {
                    rewards
                        .get()
                        .map(|freeze| {
                            view! {
                                <div>
                                    <span class="mid">"For rewards from"</span>
                                    <b data-test="stake-rewards-from">{date_time(freeze.at)}</b>
                                    <span class="xs dim">{move || until(freeze.at)}</span>
                                </div>
                            }
                        })
                }}
                <div>
                    <span class="mid">{move || format!("Share of {}", name())}</span>
                    <b data-test="stake-share">{move || share().unwrap_or_else(|| UNKNOWN.to_owned())}</b>
                    <span class="xs dim" data-test="stake-share-change">{change}</span>
                </div>
                <div>
                    <span class="mid">"Pays voters"</span>
                    <b data-test="stake-pays">{move || view! { <PayoutMark payout=payout.get() /> }}</b>
                    <span></span>
                </div>
            </div>
            <PayoutNote payout test="stake-pays-why" />
        </section>
    }
}

/// `12.03 M → 12.05 M votes`; in full where millions would hide the difference.
fn before_after(before: Votes, after: Votes) -> String {
    let (b, a) = (millions(before.rau()), millions(after.rau()));
    if b == a {
        let whole = |votes: Votes| votes.parts(0, 0).0;
        return format!("{} → {} votes", whole(before), whole(after));
    }
    format!("{b} M → {a} M votes")
}

/// The first epoch in which votes cast in the next block count, and the seconds until it begins.
fn counts_from(chain: &ChainView) -> Option<(Epoch, u64)> {
    let epoch = chain.epoch.as_ref()?;
    let next = chain.height?.0 + 1;
    let whole = epoch.last.0.checked_sub(epoch.start.0)? + 1;
    let left = epoch.last.0.saturating_sub(next).max(1);
    if next < epoch.cutoff.0 {
        Some((Epoch(epoch.epoch.0 + 1), epoch.seconds_left))
    } else {
        Some((
            Epoch(epoch.epoch.0 + 2),
            epoch.seconds_left + epoch.seconds_left * whole / left,
        ))
    }
}

#[cfg(test)]
mod tests {
    use ballast_api::{EpochView, SyncState};
    use ballast_domain::{Amount, Height, Network};

    use super::*;

    fn chain(height: u64) -> ChainView {
        let epoch = EpochView {
            epoch: Epoch(7),
            start: Height(1),
            last: Height(20),
            cutoff: Height(11),
            next_fixed: false,
            seconds_left: (20 - height) * 10,
            pool: None,
            active: None,
            next_pool: None,
        };
        ChainView {
            heard: None,
            network: Network::Practice,
            chain_id: 1,
            sync: SyncState::InStep,
            height: Some(Height(height)),
            time: None,
            epoch: Some(epoch),
            freeze: None,
            zanzibar: None,
            base_fee: None,
            endpoints: Vec::new(),
            failover: None,
            fixed: None,
            chosen: false,
        }
    }

    #[test]
    fn votes_in_the_first_half_count_in_the_next_epoch() {
        assert_eq!(counts_from(&chain(9)), Some((Epoch(8), 110)));
        assert_eq!(
            counts_from(&chain(10)).map(|c| c.0),
            Some(Epoch(9)),
            "block 11 is the cutoff"
        );
        assert_eq!(
            counts_from(&ChainView {
                height: None,
                ..chain(3)
            }),
            None
        );
    }

    #[test]
    fn a_small_change_is_shown_in_full() {
        let votes = |iotx: u64| Votes::from_rau(Amount::from_iotx(iotx).rau());
        assert_eq!(
            before_after(votes(12_030_000), votes(12_050_000)),
            "12.03 M → 12.05 M votes"
        );
        assert_eq!(
            before_after(votes(2_000_000), votes(2_000_128)),
            "2\u{202f}000\u{202f}000 → 2\u{202f}000\u{202f}128 votes"
        );
    }
}
