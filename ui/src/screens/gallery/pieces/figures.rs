//! Money, votes, their age, and addresses.

use ballast_domain::{Amount, BucketId, Height, Phrase, Snapshot, Votes, phrase};
use leptos::prelude::*;

use super::{
    sample::{ADA, exact},
    section::{Section, State},
};
use crate::kit::{
    components::{AddressView, Age, CopyButton, Figure, Money, Said},
    format::{ago, date, date_time, in_time, ordinal, percent, short},
    state::app,
};

/// Figures as they are shown, known or not, and what else is exact.
#[component]
pub fn Figures() -> impl IntoView {
    let votes = Votes::from_iotx(14_321);
    let said = || {
        phrase!(
            "Give {} of {} to {}.",
            BucketId::native(7),
            Phrase::delegate("fathom"),
            ADA
        )
    };
    let wall = untrack(|| app().clock.wall_now());
    let old = Snapshot {
        value: (),
        height: Height(41_203),
        node: "gallery".to_owned(),
        at: ballast_domain::Timestamp::from_seconds(wall.seconds().saturating_sub(240)),
    };
    let words = [
        ("a date", date(wall)),
        ("a moment", date_time(wall)),
        ("behind", ago(3 * 60)),
        ("ahead", in_time(91 * 86_400)),
        ("a place", ordinal(3)),
        ("a share", percent(2, 3, 2).unwrap_or_default()),
        ("an address in brief", short(&ADA.to_io1())),
    ];
    view! {
        <Section name="figures" title="Figures and addresses">
            <div class="row wraps top-aligned">
                <State name="money">
                    <Money of=exact() unit=true />
                </State>
                <State name="whole"><Money of=exact() at_least=0 at_most=0 unit=true /></State>
                <State name="all decimals"><Money of=exact() at_most=18 unit=true /></State>
                <State name="none"><Money of=Amount::ZERO unit=true /></State>
                <State name="votes"><Money of=votes at_most=0 at_least=0 unit=true /></State>
                <State name="not known"><Figure of=Signal::stored(None) unit=true /></State>
            </div>
            <div class="row wraps top-aligned">
                <State name="the answer of a page">
                    <div class="big"><Figure of=Signal::stored(Some(exact().into())) unit=true large=true at_most=2 /></div>
                </State>
                <State name="the same, not known">
                    <div class="big"><Figure of=Signal::stored(None) large=true /></div>
                </State>
                <State name="once figures are old"><Age of=Signal::stored(Some(old)) test="gallery-age" /></State>
            </div>
            <div class="row wraps top-aligned">
                {words.map(|(name, word)| view! { <State name=name>{word}</State> }).collect_view()}
            </div>
            <div class="row wraps top-aligned">
                <State name="a sentence that leads to what it names"><Said says=said() /></State>
                <State name="the same, with accounts by their names"><Said says=said() in_names=true /></State>
            </div>
            <div class="grid2">
                <State name="an address"><AddressView address=ADA test="gallery-address" /></State>
                <State name="copying"><CopyButton text="fathom".to_owned() test="gallery-copy" /></State>
            </div>
        </Section>
    }
}
