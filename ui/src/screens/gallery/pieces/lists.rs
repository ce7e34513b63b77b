//! Lists that several screens show: the delegates, the keys, the other networks; and where practice money comes from.

use ballast_api::{DelegateRow, DelegateStatus};
use ballast_domain::{Amount, Commission, Exit, PayoutMode, Portion, Portions, VoterPayout, Votes};
use leptos::prelude::*;

use super::{
    sample::ADA,
    section::{Section, State},
};
use crate::flows::{
    delegates::{AsOf, DelegateList, DelegateTabs, PayoutMark, PayoutNote, StatusMark},
    faucet::{Faucet, PracticeMoney},
    keys::KeyList,
    networks::OtherNetworks,
};

const STATUSES: [DelegateStatus; 6] = [
    DelegateStatus::Active,
    DelegateStatus::Pool,
    DelegateStatus::Probation,
    DelegateStatus::Leaving,
    DelegateStatus::Candidate,
    DelegateStatus::Unknown,
];

/// A delegate that stands so.
fn delegate(status: DelegateStatus) -> DelegateRow {
    DelegateRow {
        rank: 1,
        id: ADA,
        name: "fathom".to_owned(),
        owner: ADA,
        operator: ADA,
        reward: ADA,
        votes: Votes::ZERO,
        self_stake: Amount::ZERO,
        status,
        exit: Exit::None,
        probation: (status == DelegateStatus::Probation).then_some(2),
        produced: None,
        payout: None,
    }
}

/// How one pays so; by the protocol what a profile leaves the voters, and less from the next freeze on.
fn payout(mode: PayoutMode) -> VoterPayout {
    let (block, epoch) = (Portion::Set(8_000), Portion::Set(9_000));
    let now = Commission::of(Portion::Set(8_500), epoch);
    VoterPayout {
        mode,
        commission: (mode == PayoutMode::Protocol).then_some(now),
        portions: Some(Portions { block, epoch }),
    }
}

/// The delegates are those of the network that is open; what would change something cannot be pressed here.
#[component]
pub fn Lists() -> impl IntoView {
    let marks = STATUSES.map(|status| view! { <StatusMark row=delegate(status) /> });
    let pays = || PayoutMode::ALL.map(|mode| Some(payout(mode))).into_iter().chain([None]);
    let payouts = pays().map(|payout| view! { <PayoutMark payout /> });
    let notes = pays().map(|payout| view! { <PayoutNote payout=Signal::stored(payout) test="gallery-pays" /> });
    view! {
        <Section name="lists" title="Lists">
            <State name="how a delegate stands"><div class="row wraps">{marks.collect_view()}</div></State>
            <State name="how a delegate pays its voters"><div class="row wraps">{payouts.collect_view()}</div></State>
            <State name="how the chosen one does, in sentences">{notes.collect_view()}</State>
            <State name="how many are elected"><AsOf /></State>
            <State name="the pages beside it"><DelegateTabs /></State>
            <State name="the delegates, to choose one"><DelegateList choose=Callback::new(|_| ()) /></State>
            <div class="grid2">
                <State name="the keys"><KeyList /></State>
                <State name="other networks; not from here"><div inert=true><OtherNetworks /></div></State>
                <State name="practice money; not from here">
                    <div inert=true class="stack-s">
                        <PracticeMoney address=ADA test="gallery-lack" lack="There is too little for a fee." />
                        <Faucet address=ADA />
                    </div>
                </State>
            </div>
        </Section>
    }
}
