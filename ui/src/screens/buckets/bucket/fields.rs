//! How much, and for how long.

use ballast_domain::{ContractVersion, Refusal, Rule, actions::nft::Term, menu::BucketAction};
use leptos::prelude::*;

use super::{Known, told::Told};
use crate::kit::{
    components::{DaysInput, Glyph, Icon, MoneyField},
    format::{UNKNOWN, explain, money},
    state::app,
};

/// How much is added.
#[component]
pub fn AmountField(told: Told, refusal: Memo<Option<Refusal>>) -> impl IntoView {
    let error = Signal::derive(move || {
        let typed = told.amount.with(|t| !t.trim().is_empty());
        let beyond = refusal.with(|r| r.as_ref().is_some_and(|r| r.rule == Rule::Balance));
        let mistake = told.amount().err().or(beyond.then(|| explain(Rule::Balance)));
        mistake.filter(|_| typed)
    });
    let who = told
        .payer
        .map_or_else(|| "You".to_owned(), |payer| app().name_of(payer));
    let have = move || match told.liquid() {
        Some(liquid) => format!("{who}: {} at hand; the fee is paid from it too.", money(liquid)),
        None => "What you have is not known yet.".to_owned(),
    };
    let label = match told.action {
        BucketAction::Expand => "Amount to add, IOTX; may be nothing",
        _ => "Amount to add, IOTX",
    };
    view! {
        <div class="stack-s">
            <MoneyField label test="act-amount" value=told.amount error first=true />
            <span class="sm dim" data-test="act-liquid">{have}</span>
        </div>
    }
}

/// For how long: a slider of days, or one of the durations that the contract takes.
#[component]
pub fn TermField(known: Known, told: Told) -> impl IntoView {
    match told.in_blocks {
        true => view! { <BlocksField known told /> }.into_any(),
        false => view! { <DaysField told /> }.into_any(),
    }
}

#[component]
fn DaysField(told: Told) -> impl IntoView {
    let error = Signal::derive(move || told.term().err());
    view! {
        <DaysInput
            test="act-days"
            slider="act-slider"
            text=told.time
            error
            days=Signal::derive(move || told.days_shown())
        />
    }
}

/// Version 1 takes what its bucket types say; the amounts stand beside the durations.
#[component]
fn BlocksField(known: Known, told: Told) -> impl IntoView {
    let types = Memo::new(move |_| {
        known.with(|k| {
            let life = k.as_ref().map(|k| &k.value);
            let book = life.and_then(|l| l.ledger.contracts.get(&l.bucket.id.contract?));
            let book = book.filter(|book| book.version == ContractVersion::V1);
            let types = book.into_iter().flat_map(|book| book.active_types());
            types.map(|kind| (kind.blocks, kind.amount)).collect::<Vec<_>>()
        })
    });
    // Nobody thinks in blocks.
    let in_words = |blocks| match app().network().map(|network| network.params().block_millis) {
        Some(millis) => Term::Blocks(blocks).with_days(millis),
        None => Term::Blocks(blocks).for_people(),
    };
    let options = move || {
        let mut blocks: Vec<u64> = types.get().into_iter().map(|(blocks, _)| blocks).collect();
        blocks.extend(told.time.get_untracked().parse::<u64>());
        blocks.sort_unstable();
        blocks.dedup();
        let option = move |blocks: u64| {
            let words = in_words(blocks);
            let is_it = move || told.time.get() == blocks.to_string();
            view! { <option value=blocks.to_string() prop:selected=is_it>{words}</option> }
        };
        blocks.into_iter().map(option).collect_view()
    };
    let all = move || {
        let words = |(blocks, amount): (u64, ballast_domain::Amount)| {
            format!("{} IOTX for {}", amount.for_people(), in_words(blocks))
        };
        let all: Vec<_> = types.get().into_iter().map(words).collect();
        if all.is_empty() {
            UNKNOWN.to_owned()
        } else {
            all.join("; ")
        }
    };
    view! {
        <div class="field">
            <label for="act-blocks">"Time"</label>
            <span class="in">
                <select id="act-blocks" data-test="act-blocks" on:change=move |event| told.time.set(event_target_value(&event))>
                    {options}
                </select>
                <Icon glyph=Glyph::More small=true />
            </span>
            <span class="sm dim">"The contract takes: " {all}</span>
        </div>
    }
}
