//! A bucket's life, from staking to withdrawing, with what is known of each stop.

use ballast_api::BucketRow;
use ballast_domain::{Bucket, BucketState};
use leptos::prelude::*;

use super::{rows::name, steps::Steps};
use crate::{
    components::StateChip,
    format::{date, date_time, grouped, in_time},
    screens::activity::{Stop, Strip},
    state::app,
};

/// The card under the table.
#[component]
pub fn Life(row: BucketRow) -> impl IntoView {
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
    let road = road(&row.bucket, state);
    view! {
        <section class="card stack-m" data-test="bucket-life">
            <div class="row">
                <h2>{format!("Bucket {}", name(&row))}</h2>
                <StateChip state test="bucket-life-state" />
                <span class="sp"></span>
                <span class="sm mid">{wait}</span>
            </div>
            <Strip stops=Signal::stored(road) test="bucket-road" />
            <Steps row />
        </section>
    }
    .into_any()
}

fn road(bucket: &Bucket, state: BucketState) -> Vec<Stop> {
    let reached = match state {
        BucketState::Locked => 0,
        BucketState::CountingDown(_) => 1,
        BucketState::Matured => 2,
        BucketState::Unstaking(_) => 3,
        BucketState::Withdrawable => 4,
    };
    let unlocked = if reached == 0 {
        String::new()
    } else {
        date(bucket.stake_start)
    };
    let matured = match state {
        BucketState::Locked => format!("{} days later", grouped(u64::from(bucket.duration.0))),
        _ => date(bucket.matures()),
    };
    let withdraw = match state {
        BucketState::Unstaking(at) => date_time(at),
        BucketState::Withdrawable => "possible now".to_owned(),
        _ => String::new(),
    };
    let held = format!(
        "{} IOTX, {} days",
        bucket.amount.for_people(),
        grouped(u64::from(bucket.duration.0))
    );
    let notes = [
        held,
        "its days run".into(),
        "it can be unstaked".into(),
        "votes end".into(),
        String::new(),
    ];
    let dates = [
        date(bucket.created),
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
