//! A bucket in a line.

use ballast_api::BucketRow;
use ballast_domain::{BucketState, SECONDS_PER_DAY};
use leptos::prelude::*;

use super::act::Act;
use crate::{
    components::{Avatar, ButtonLink, Column, Money, StateChip},
    format::{UNKNOWN, date, date_time, grouped, short, span},
    screens::stake::params,
    state::app,
};

/// The columns of the table.
pub fn columns() -> Vec<Column<BucketRow>> {
    vec![
        Column::new(
            "id",
            "Bucket",
            |row: &BucketRow| view! { <span class="mono">{name(row)}</span> },
        )
        .sorted_by(|a, b| a.bucket.id.cmp(&b.bucket.id)),
        Column::new("delegate", "Delegate", delegate).sorted_by(|a, b| a.delegate.cmp(&b.delegate)),
        Column::new("amount", "Amount, IOTX", |row: &BucketRow| {
            view! { <b><Money of=row.bucket.amount test=format!("bucket-{}-amount", row.bucket.id) at_most=2 /></b> }
        })
        .numeric()
        .sorted_by(|a, b| a.bucket.amount.cmp(&b.bucket.amount)),
        Column::new("votes", "Votes", |row: &BucketRow| match row.votes {
            None => UNKNOWN.into_any(),
            Some(votes) if votes.is_zero() => view! { <span class="dim">"0"</span> }.into_any(),
            Some(votes) => view! {
                <span class="votes-ink">
                    <Money of=votes test=format!("bucket-{}-votes", row.bucket.id) at_least=0 at_most=0 />
                </span>
            }
            .into_any(),
        })
        .numeric()
        .sorted_by(|a, b| a.votes.cmp(&b.votes)),
        Column::new("weight", "Weight", |row: &BucketRow| match row.votes {
            Some(votes) if !votes.is_zero() => format!("{:.4}", votes.approx() / row.bucket.amount.approx()).into_any(),
            _ => view! { <span class="dim">{UNKNOWN}</span> }.into_any(),
        })
        .numeric(),
        Column::new("days", "Days", |row: &BucketRow| match row.bucket.blocks {
            None => grouped(u64::from(row.bucket.duration.0)),
            Some(_) => UNKNOWN.to_owned(),
        })
        .numeric()
        .sorted_by(|a, b| a.bucket.duration.cmp(&b.bucket.duration)),
        Column::new("state", "State", |row: &BucketRow| match row.state {
            Some(state) => view! { <StateChip state test=format!("bucket-{}-state", row.bucket.id) /> }.into_any(),
            None => UNKNOWN.into_any(),
        }),
        Column::new("free", "Free from", free).sorted_by(|a, b| a.free_at.cmp(&b.free_at)),
        Column::new("act", "", |row: &BucketRow| {
            let id = row.bucket.id;
            Act::of(row).filter(|_| can_sign(row)).map(|act| {
                view! {
                    <ButtonLink
                        href=format!("/bucket/{}/{}", id.index, act.path())
                        test=format!("bucket-{id}-{}", act.path())
                        small=true
                        label=format!("{} bucket {id}", act.word())
                    >
                        {act.word()}
                    </ButtonLink>
                }
            })
        })
        .actions(),
    ]
}

/// `9 218`, or for NFT buckets `NFT 311`.
pub fn name(row: &BucketRow) -> String {
    let index = grouped(row.bucket.id.index);
    if row.bucket.id.contract.is_some() {
        format!("NFT {index}")
    } else {
        index
    }
}

fn can_sign(row: &BucketRow) -> bool {
    app()
        .accounts()
        .iter()
        .any(|a| a.address == row.bucket.owner && a.can_sign())
}

fn delegate(row: &BucketRow) -> AnyView {
    match &row.delegate {
        Some(name) => view! {
            <span class="who">
                <Avatar name=name.clone() />
                <b>{name.clone()}</b>
                {row.self_stake.then(|| view! { <span class="chip">"self-stake"</span> })}
            </span>
        }
        .into_any(),
        None => view! { <span class="mono dim">{short(&row.bucket.candidate.to_io1())}</span> }.into_any(),
    }
}

/// When the money could be in hand.
fn free(row: &BucketRow) -> AnyView {
    let wait = params().withdraw_wait;
    let words = match (row.state, row.free_at) {
        (Some(BucketState::Locked), _) => {
            let days = u64::from(row.bucket.duration.0) + wait.div_ceil(SECONDS_PER_DAY);
            format!("{} days after unlocking", grouped(days))
        }
        (Some(BucketState::Matured), _) => format!("{} after unstaking", span(wait)),
        (Some(BucketState::Withdrawable), _) => "now".to_owned(),
        (Some(BucketState::Unstaking(at)), _) => date_time(at),
        (_, Some(at)) => date(at),
        (_, None) => UNKNOWN.to_owned(),
    };
    view! { <span class="mid">{words}</span> }.into_any()
}
