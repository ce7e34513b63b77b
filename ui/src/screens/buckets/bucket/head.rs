//! What a bucket is: its delegate, its money, its votes, its owner.

use ballast_domain::{Endorsement, NetworkParams, Remedy, Rule, actions::nft::Term};
use leptos::prelude::*;

use super::Known;
use crate::kit::{
    components::{Avatar, CopyButton, Figure, Glyph, Icon},
    format::{UNKNOWN, fours, grouped, possible, short},
    state::app,
};

/// The first card.
#[component]
pub fn Head(known: Known) -> impl IntoView {
    let app = app();
    let with = move |read: fn(&ballast_api::BucketLife) -> String| {
        known.with(|k| k.as_ref().map_or_else(|| UNKNOWN.to_owned(), |k| read(&k.value)))
    };
    let delegate = Memo::new(move |_| known.with(|k| k.as_ref().and_then(|k| k.value.delegate.clone())));
    let amount = Signal::derive(move || known.with(|k| k.as_ref().map(|k| k.value.bucket.amount.into())));
    let votes = Signal::derive(move || known.with(|k| k.as_ref().map(|k| k.value.votes.into())));
    let owner = Memo::new(move |_| known.with(|k| k.as_ref().map(|k| k.value.bucket.owner)));
    let io1 = Signal::derive(move || owner.get().map(|owner| owner.to_io1()).unwrap_or_default());
    let time = move || {
        let params = app.network().map(|n| n.params());
        known.with(|k| Some(duration(&k.as_ref()?.value.bucket, params.as_ref()?)))
    };
    let kind = move || {
        with(|life| match life.version {
            None => "native, of the staking protocol".to_owned(),
            Some(version) => format!("NFT of contract version {}", version.number()),
        })
    };
    let weight = move || {
        let (amount, votes) = known.with(|k| k.as_ref().map(|k| (k.value.bucket.amount, k.value.votes)))?;
        let counts = !votes.is_zero() && !amount.is_zero();
        counts.then(|| format!("weight {:.4}", votes.approx() / amount.approx()))
    };
    let muted = Memo::new(move |_| known.with(|k| k.as_ref().is_some_and(|k| k.value.bucket.is_muted())));
    let chips = move || {
        known.with(|k| {
            let life = &k.as_ref()?.value;
            let endorsing = match life.bucket.endorsement {
                Endorsement::None => None,
                Endorsement::Endorsed => Some("endorses its delegate".to_owned()),
                Endorsement::RevocableFrom(height) => {
                    let when = possible(&Remedy::FromHeight(height), None).unwrap_or_default();
                    Some(format!("endorsement ends: {}", when.to_lowercase()))
                }
            };
            Some(view! {
                {life.self_stake.then(|| view! { <span class="chip">"self-stake"</span> })}
                {endorsing.map(|words| view! { <span class="chip">{words}</span> })}
            })
        })
    };
    view! {
        <section class="card stack-m">
            <div class="stats">
                <div>
                    <div class="sm mid">"Holds"</div>
                    <div class="value"><Figure of=amount test="bucket-amount" unit=true /></div>
                </div>
                <div>
                    <div class="sm mid">"Votes"</div>
                    <div class="value votes-ink"><Figure of=votes test="bucket-votes" at_most=2 /></div>
                    <div class="xs dim">{weight}</div>
                </div>
                <div>
                    <div class="sm mid">"Delegate"</div>
                    <span class="who value" data-test="bucket-delegate">
                        {move || match delegate.get() {
                            Some(name) => view! { <Avatar name=name.clone() /> <b>{name}</b> }.into_any(),
                            None => view! { <span class="dim">{with(nobody)}</span> }.into_any(),
                        }}
                    </span>
                    <div class="row tight wraps">{chips}</div>
                </div>
                <div>
                    <div class="sm mid">"Time"</div>
                    <div class="value" data-test="bucket-time">{move || time().unwrap_or_else(|| UNKNOWN.to_owned())}</div>
                </div>
            </div>
            <div class="list brings bucket-facts">
                <div>
                    <span class="mid">"Kind"</span>
                    <span data-test="bucket-kind">{kind}</span>
                </div>
                <div>
                    <span class="mid">"Owner"</span>
                    <span class="row tight">
                        <span data-test="bucket-owner">
                            {move || owner.get().map_or_else(|| UNKNOWN.to_owned(), |owner| app.name_of(owner))}
                        </span>
                        <span class="mono xs dim wrap-any grow">{move || fours(&io1.get())}</span>
                        <CopyButton text=io1 test="bucket-owner-copy" />
                    </span>
                </div>
            </div>
            <Show when=move || muted.get()>
                <div class="note warn" data-test="bucket-muted">
                    <Icon glyph=Glyph::Warning />
                    <span>
                        "Muted: its votes were taken away for good. " {Rule::NftMutes.help()} " "
                        <span class="mid mono xs">{Rule::NftMutes.id()}</span>
                    </span>
                </div>
            </Show>
        </section>
    }
}

/// In the place of a delegate's name; of a muted bucket nodes tell nobody's address.
fn nobody(life: &ballast_api::BucketLife) -> String {
    match life.bucket.is_muted() {
        true => UNKNOWN.to_owned(),
        false => short(&life.bucket.candidate.to_io1()),
    }
}

/// `91 days, stake-lock on`; of one that counts in blocks also about how long those take today.
fn duration(bucket: &ballast_domain::Bucket, params: &NetworkParams) -> String {
    let lock = match (bucket.is_unstaked(), bucket.locked) {
        (true, _) => "unstaked",
        (false, true) => "stake-lock on",
        (false, false) => "stake-lock off",
    };
    let term = Term::of(bucket);
    match term {
        Term::Days(_) => format!("{}, {lock}", term.for_people()),
        Term::Blocks(_) => {
            let days = grouped(u64::from(term.days_about(params.block_millis).0));
            let seconds = params.block_millis as f64 / 1000.0;
            format!("{}, ≈ {days} days at {seconds} s a block, {lock}", term.for_people())
        }
    }
}
