//! A bucket's life, from staking to withdrawing, with what is known of each stop.

use ballast_domain::{BucketState, actions::nft::Term};
use leptos::prelude::*;

use super::{pages::Row, steps::Steps};
use crate::{
    flows::bucket::place,
    kit::{
        components::{ButtonLink, StateChip, Stop, Strip},
        format::{date, date_time, in_time},
        state::app,
    },
};

/// The card under the table.
#[component]
pub fn Life(row: Row) -> impl IntoView {
    let app = app();
    let Some(state) = row.state else { return ().into_any() };
    let wait = move || match state {
        BucketState::Unstaking(at) => app
            .now()
            .map(|now| format!("Withdrawing is possible {}", in_time(now.seconds_until(at)))),
        BucketState::CountingDown(at) => app
            .now()
            .map(|now| format!("Unstaking is possible {}", in_time(now.seconds_until(at)))),
        BucketState::Locked => Some("Its days begin when you unlock it".to_owned()),
        BucketState::Matured => Some("It votes on until you unstake it".to_owned()),
        BucketState::Withdrawable => Some("The money can be withdrawn now".to_owned()),
    };
    let road = road(&row, state);
    let page = place::page(row.bucket.id);
    let heading = match row.label.is_empty() {
        true => row.bucket.id.title(),
        false => format!("{} · {}", row.bucket.id.title(), row.label),
    };
    view! {
        <section class="card stack-m" data-test="bucket-life">
            <div class="row">
                <h2>{heading}</h2>
                <StateChip state test="bucket-life-state" />
                <span class="sp"></span>
                <span class="sm mid">{wait}</span>
                <ButtonLink href=page test="bucket-life-open" small=true>"Details"</ButtonLink>
            </div>
            <Strip stops=Signal::stored(road) test="bucket-road" />
            <Steps row />
        </section>
    }
    .into_any()
}

fn road(row: &Row, state: BucketState) -> Vec<Stop> {
    let bucket = &row.bucket;
    let reached = match state {
        BucketState::Locked => 0,
        BucketState::CountingDown(_) => 1,
        BucketState::Matured => 2,
        BucketState::Unstaking(_) => 3,
        BucketState::Withdrawable => 4,
    };
    // One that counts in blocks has no dates of its own: what is past is not shown, what comes is an estimate.
    let timed = bucket.blocks.is_none();
    let past = |at| if timed { date(at) } else { String::new() };
    let about = if timed { "" } else { "≈ " };
    let term = Term::of(bucket).for_people();
    let unlocked = if reached == 0 {
        String::new()
    } else {
        past(bucket.stake_start)
    };
    let matured = match state {
        BucketState::Locked => format!("{term} later"),
        BucketState::CountingDown(at) => format!("{about}{}", date(at)),
        _ => past(bucket.matures()),
    };
    let withdraw = match state {
        BucketState::Unstaking(at) => format!("{about}{}", date_time(at)),
        BucketState::Withdrawable => "possible now".to_owned(),
        _ => String::new(),
    };
    let held = format!("{} IOTX, {term}", bucket.amount.for_people());
    let notes = [
        held,
        "its days run".into(),
        "it can be unstaked".into(),
        "votes end".into(),
        String::new(),
    ];
    let dates = [
        past(bucket.created),
        unlocked,
        matured,
        bucket
            .unstake_start
            .filter(|_| reached >= 3)
            .map(date_time)
            .unwrap_or_default(),
        withdraw,
    ];
    ["Staked", "Unlocked", "Matured", "Unstaked", "Withdraw"]
        .into_iter()
        .zip(dates)
        .zip(notes)
        .enumerate()
        .map(|(i, ((word, when), note))| Stop {
            word: word.to_owned(),
            when,
            note,
            class: match i {
                i if i < reached => "done",
                i if i == reached => "done now",
                _ => "",
            },
        })
        .collect()
}
