//! Choosing another delegate, or buckets to merge in.

use ballast_api::DelegateRow;
use ballast_domain::{actions::nft::Term, rehearsal::mergeable};
use leptos::prelude::*;

use super::{Known, told::Told};
use crate::{
    flows::delegates::{DelegateChooser, PayoutNote},
    kit::{components::FilterChip, format::grouped, state::app},
};

/// Any delegate but the present one.
#[component]
pub fn DelegateField(known: Known, told: Told) -> impl IntoView {
    let delegates = app().delegates();
    let name = told.delegate_name;
    let present = Memo::new(move |_| known.with(|k| k.as_ref().map(|k| k.value.bucket.candidate)));
    // With its permanent id, by which a bucket names it.
    let chosen = Memo::new(move |_| {
        let is_it = |row: &&DelegateRow| name.with(|name| row.name == *name);
        delegates.value.with(|d| {
            let row = d.as_ref()?.rows.value.iter().find(is_it)?;
            Some((row.id, row.name.clone()))
        })
    });
    Effect::new(move |_| told.delegate.set(chosen.get()));
    let payout = Memo::new(move |_| {
        let id = chosen.get().map(|(id, _)| id);
        delegates.value.with(|d| {
            let row = d.as_ref()?.rows.value.iter().find(|row| Some(row.id) == id)?;
            row.payout
        })
    });
    view! {
        <div class="field">
            <label for="act-delegate">"New delegate"</label>
            <DelegateChooser label="New delegate" test="act-delegate" value=name but=present />
            <Show when=move || chosen.with(Option::is_some)>
                <PayoutNote payout test="act-delegate-pays" />
            </Show>
        </div>
    }
}

/// The owner's other buckets of the same contract; the time follows the longest that is chosen.
#[component]
pub fn OthersField(known: Known, told: Told) -> impl IntoView {
    let kin = Memo::new(move |_| {
        known.with(|k| {
            let life = k.as_ref().map(|k| &k.value);
            life.map_or_else(Vec::new, |life| mergeable(&life.bucket, &life.ledger))
        })
    });
    let own = known.with_untracked(|k| k.as_ref().map(|k| Term::of(&k.value.bucket)));
    let toggle = move |index: u64| {
        told.others
            .update(|others| match others.iter().position(|o| *o == index) {
                Some(place) => drop(others.remove(place)),
                None => others.push(index),
            });
        let chosen = told.others.get_untracked();
        let kin = kin.get_untracked();
        let terms = kin.iter().filter(|b| chosen.contains(&b.id.index)).map(Term::of);
        let longest = own.into_iter().chain(terms).reduce(Term::longer);
        match longest {
            Some(Term::Days(days)) => told.time.set(days.0.to_string()),
            Some(Term::Blocks(blocks)) => told.time.set(blocks.to_string()),
            None => {}
        }
    };
    let chips = move || {
        let chip = |bucket: ballast_domain::Bucket| {
            let index = bucket.id.index;
            let words = format!(
                "NFT {} · {} IOTX · {}",
                grouped(index),
                bucket.amount.for_people(),
                Term::of(&bucket).for_people()
            );
            let on = Signal::derive(move || told.others.with(|o| o.contains(&index)));
            view! {
                <FilterChip test=format!("act-other-{index}") on press=move || toggle(index)>
                    {words}
                </FilterChip>
            }
        };
        kin.get().into_iter().map(chip).collect_view()
    };
    view! {
        <div class="field" role="group" aria-label="Buckets to merge in">
            <span class="field-name">"Merge in"</span>
            <div class="row tight wraps">{chips}</div>
            <span class="sm dim">"They are gone afterwards; their money is in this one."</span>
        </div>
    }
}
