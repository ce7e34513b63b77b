//! Lists that several screens show: the delegates, the keys, the other networks; and where practice money comes from.

use ballast_api::{DelegateRow, DelegateStatus};
use ballast_domain::{Amount, Exit, Votes};
use leptos::prelude::*;

use super::{
    sample::ADA,
    section::{Section, State},
};
use crate::flows::{
    delegates::{AsOf, DelegateList, StatusMark},
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
    }
}

/// The delegates are those of the network that is open; what would change something cannot be pressed here.
#[component]
pub fn Lists() -> impl IntoView {
    let marks = STATUSES.map(|status| view! { <StatusMark row=delegate(status) /> });
    view! {
        <Section name="lists" title="Lists">
            <State name="how a delegate stands"><div class="row wraps">{marks.collect_view()}</div></State>
            <State name="how many are elected"><AsOf /></State>
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
