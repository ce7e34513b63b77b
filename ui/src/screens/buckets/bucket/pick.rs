//! Choosing another delegate, or buckets to merge.

use ballast_api::DelegateStatus;
use ballast_domain::{actions::nft::Term, rehearsal::mergeable};
use leptos::prelude::*;

use super::{Known, told::Told};
use crate::kit::{
    components::{FilterChip, Glyph, Icon},
    format::{grouped, millions},
    state::app,
};

/// All delegates but the present one, by votes.
#[component]
pub fn DelegateField(known: Known, told: Told) -> impl IntoView {
    let delegates = app().delegates();
    let present = Memo::new(move |_| known.with(|k| k.as_ref().map(|k| k.value.bucket.candidate)));
    let rows = Memo::new(move |_| {
        let present = present.get();
        delegates.value.with(|d| {
            let rows = d
                .iter()
                .flat_map(|d| &d.rows.value)
                .filter(|row| Some(row.id) != present);
            rows.map(|row| (row.id, row.name.clone(), row.rank, row.votes, row.status))
                .collect::<Vec<_>>()
        })
    });
    let choose = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        let found = rows.with_untracked(|rows| rows.iter().find(|r| r.1 == name).map(|r| (r.0, r.1.clone())));
        told.delegate.set(found);
    };
    let options = move || {
        let option = |(_, name, rank, votes, status): (_, String, u64, ballast_domain::Votes, DelegateStatus)| {
            let leaves = if status == DelegateStatus::Leaving {
                ", leaving"
            } else {
                ""
            };
            let words = format!(
                "{name} · place {} · {} M votes{leaves}",
                grouped(rank),
                millions(votes.rau())
            );
            let mine = name.clone();
            let is_it = move || told.delegate.with(|d| d.as_ref().is_some_and(|d| d.1 == mine));
            view! { <option value=name prop:selected=is_it>{words}</option> }
        };
        rows.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="field">
            <label for="act-delegate">"New delegate"</label>
            <span class="in">
                <select id="act-delegate" data-test="act-delegate" on:change=choose>
                    <option value="" prop:selected=move || told.delegate.with(Option::is_none)>"Choose a delegate"</option>
                    {options}
                </select>
                <Icon glyph=Glyph::More small=true />
            </span>
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
