//! Everything that can be done with a bucket: a button where the rules allow it, the rule and when it no longer forbids
//! where they do not.

use ballast_api::BucketLife;
use ballast_domain::{
    ContractVersion, Rule, Step, Timestamp,
    menu::BucketAction,
    rehearsal::{Legality, Possible},
};
use leptos::prelude::*;

use super::Known;
use crate::{
    flows::bucket::place,
    kit::{
        components::{ButtonLink, NO_KEY, NotNow},
        format::{date_time, in_time, possible},
        state::app,
    },
};

/// The card with all actions.
#[component]
pub fn Menu(known: Known) -> impl IntoView {
    let actions = Memo::new(move |_| {
        let operator = app().settings().operator;
        let shown = |action: &BucketAction| operator || !action.is_for_operators();
        let of = |life: &BucketLife| life.actions.iter().map(|l| l.action).filter(shown).collect();
        known.with(|k| k.as_ref().map(|k| of(&k.value)).unwrap_or_else(Vec::new))
    });
    view! {
        <section class="card stack-m">
            <h2>"What can be done with it"</h2>
            <div class="list steps bucket-menu" data-test="bucket-actions">
                <For each=move || actions.get() key=|action| *action let:action>
                    <Entry known action />
                </For>
            </div>
            <InOneWish known />
        </section>
    }
}

/// What takes several transactions, and is wished once.
#[component]
fn InOneWish(known: Known) -> impl IntoView {
    let app = app();
    let wishes = Memo::new(move |_| {
        let bucket = known.with(|k| k.as_ref().map(|k| k.value.bucket.clone()))?;
        let params = app.network()?.params();
        let second = params.staking_contract(ContractVersion::V2);
        let may = app.accounts().iter().any(|a| a.address == bucket.owner && a.can_sign());
        let moves = bucket.id.contract.is_some() && bucket.id.contract == second && bucket.locked;
        Some((
            bucket.id,
            may && Step::ahead(&bucket).len() > 1,
            may && moves && !bucket.is_unstaked(),
        ))
    });
    move || {
        let (id, leaves, moves) = wishes.get()?;
        (leaves || moves).then(|| {
            view! {
                <h3>"In one wish"</h3>
                <div class="list steps bucket-menu" data-test="bucket-wishes">
                    {leaves.then(|| view! {
                        <div>
                            <ButtonLink href=place::of_sequence("leave", id) test="wish-leave" small=true>"Take it out"</ButtonLink>
                            <span class="sm mid">"All steps until the money is available, each on its date."</span>
                        </div>
                    })}
                    {moves.then(|| view! {
                        <div>
                            <ButtonLink href=place::of_sequence("migrate", id) test="wish-migrate" small=true>"Move to version 3"</ButtonLink>
                            <span class="sm mid">"Lets the new contract take it, and has it taken: two transactions, one review."</span>
                        </div>
                    })}
                </div>
            }
        })
    }
}

#[component]
fn Entry(known: Known, action: BucketAction) -> impl IntoView {
    let app = app();
    let name = place::slug(action);
    let why = Memo::new(move |_| known.with(|k| why_not(&k.as_ref()?.value, action, app.now())));
    let id = Memo::new(move |_| known.with(|k| k.as_ref().map(|k| k.value.bucket.id)));
    let button = {
        let test = format!("act-{name}");
        move || {
            let test = test.clone();
            let why = why.get();
            match id.get().filter(|_| why.is_none()) {
                Some(id) => {
                    let href = place::of_action(id, action);
                    view! { <ButtonLink href test small=true>{action.word()}</ButtonLink> }.into_any()
                }
                None => {
                    let why = why.map(|(words, _)| words).unwrap_or_default();
                    view! { <NotNow test why>{action.word()}</NotNow> }.into_any()
                }
            }
        }
    };
    let words = move || match why.get() {
        None => action.does().into_any(),
        Some((sentence, rule)) => view! {
            {sentence}
            " "
            <span class="mid mono xs">{rule}</span>
        }
        .into_any(),
    };
    view! {
        <div>
            {button}
            <span class="sm mid" data-test=format!("why-not-{name}")>{words}</span>
        </div>
    }
}

/// Why an action cannot be done now, as sentences, and the rule's id; nothing where it can.
fn why_not(life: &BucketLife, action: BucketAction, now: Option<Timestamp>) -> Option<(String, &'static str)> {
    let app = app();
    let legality = life.actions.iter().find(|l| l.action == action)?;
    let accounts = app.accounts();
    let owner = accounts.iter().find(|a| a.address == life.bucket.owner);
    // What a stranger may do with it one day, and when, is no answer to the person here.
    if owner.is_none() && action != BucketAction::Deposit {
        let rule = match life.bucket.id.contract {
            None => Rule::BucketOwner,
            Some(_) => Rule::NftOwner,
        };
        return Some((rule.sentence().to_owned(), rule.id()));
    }
    if let Some(refusal) = &legality.refusal {
        let when = when(legality, life.bucket.blocks.is_some(), now);
        let help = when.unwrap_or_else(|| refusal.rule.help().to_owned());
        return Some((format!("{} {help}", refusal.rule.sentence()), refusal.rule.id()));
    }
    match owner {
        Some(owner) if owner.can_sign() => None,
        // Anybody may add to anybody's bucket.
        _ if action == BucketAction::Deposit && accounts.iter().any(|a| a.can_sign()) => None,
        _ => Some((NO_KEY.to_owned(), "")),
    }
}

/// When it becomes legal, as a sentence.
fn when(legality: &Legality, estimated: bool, now: Option<Timestamp>) -> Option<String> {
    let Some(Possible { at, after }) = &legality.possible else {
        return legality.refusal.as_ref().and_then(|r| possible(&r.remedy, now));
    };
    let about = if estimated { "≈ " } else { "" };
    let left = now.map_or_else(String::new, |now| format!(" ({})", in_time(now.seconds_until(*at))));
    let from = format!("from {about}{}{left}.", date_time(*at));
    Some(match after.as_slice() {
        [] => format!("Possible {from}"),
        steps => {
            let steps: Vec<String> = steps.iter().map(|s| Step::word(*s).to_lowercase()).collect();
            format!("If you {} it as soon as you can, {from}", steps.join(" and "))
        }
    })
}
