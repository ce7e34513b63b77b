//! A bucket in a line.

use ballast_domain::{BucketState, NFT_WAIT_BLOCKS, NFT_WAIT_SECONDS, Network, SECONDS_PER_DAY, actions::nft::Term};
use leptos::prelude::*;

use super::{
    pages::Row,
    select::{Pick, Selection},
    steps::next_step,
};
use crate::{
    components::{Avatar, Column, Glyph, Icon, Money, StateChip},
    format::{UNKNOWN, date, date_time, grouped, short, span},
    screens::{bucket::place, stake::params},
    state::app,
};

/// The columns of the table; with the accounts where several are looked at together, with labels where there are any.
pub fn columns(with_accounts: bool, with_labels: bool, selection: Selection) -> Vec<Column<Row>> {
    let mut columns = columns_of(with_accounts, selection);
    if with_labels {
        let label = |row: &Row| view! { <span class="clip mid" title=row.note.clone()>{row.label.clone()}</span> };
        columns.insert(
            2,
            Column::new("label", "Label", label).sorted_by(|a, b| a.label.cmp(&b.label)),
        );
    }
    columns
}

fn columns_of(with_accounts: bool, selection: Selection) -> Vec<Column<Row>> {
    if !with_accounts {
        return columns_of_one(selection);
    }
    let account = |row: &Row| view! { <span class="clip">{app().name_of(row.bucket.owner)}</span> };
    let by_name = |a: &Row, b: &Row| app().name_of(a.bucket.owner).cmp(&app().name_of(b.bucket.owner));
    // What makes room for the accounts in a narrow window stands under the table, too, or follows from the votes.
    let gives_way = |column: Column<Row>| match column.key() {
        "days" => column.where_wide(),
        _ => column,
    };
    let mut columns: Vec<_> = columns_of_one(selection).into_iter().map(gives_way).collect();
    columns.insert(2, Column::new("account", "Account", account).sorted_by(by_name));
    columns
}

fn columns_of_one(selection: Selection) -> Vec<Column<Row>> {
    vec![
        Column::new(
            "pick",
            "",
            move |row: &Row| view! { <Pick row=row.clone() selection /> },
        ),
        Column::new(
            "id",
            "Bucket",
            |row: &Row| view! { <a class="mono" href=place::page(row.bucket.id)>{row.bucket.id.in_table()}</a> },
        )
        .sorted_by(|a, b| a.bucket.id.cmp(&b.bucket.id)),
        Column::new("delegate", "Delegate", delegate).sorted_by(|a, b| a.delegate.cmp(&b.delegate)),
        Column::new("amount", "Amount, IOTX", |row: &Row| {
            view! { <b><Money of=row.bucket.amount test=format!("bucket-{}-amount", row.bucket.id) at_most=2 /></b> }
        })
        .numeric()
        .sorted_by(|a, b| a.bucket.amount.cmp(&b.bucket.amount)),
        Column::new("votes", "Votes", |row: &Row| match row.votes {
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
        Column::new("weight", "Weight", |row: &Row| match row.votes {
            Some(votes) if !votes.is_zero() => format!("{:.4}", votes.approx() / row.bucket.amount.approx()).into_any(),
            _ => view! { <span class="dim">{UNKNOWN}</span> }.into_any(),
        })
        .numeric()
        .where_wide(),
        Column::new("days", "Days", |row: &Row| match row.bucket.blocks {
            None => grouped(u64::from(row.bucket.duration.0)),
            Some(_) => format!("≈ {}", grouped(u64::from(days_about(row)))),
        })
        .numeric()
        .sorted_by(|a, b| days_about(a).cmp(&days_about(b))),
        Column::new("state", "State", |row: &Row| match row.state {
            Some(state) => view! { <StateChip state test=format!("bucket-{}-state", row.bucket.id) /> }.into_any(),
            None => UNKNOWN.into_any(),
        }),
        Column::new("free", "Free from", free).sorted_by(|a, b| a.free_at.cmp(&b.free_at)),
        Column::new("act", "", next_step).actions(),
    ]
}

/// How long a block takes on the open network.
fn block_millis() -> u64 {
    app().network().unwrap_or(Network::Practice).params().block_millis
}

/// Its days; about as many as its blocks take at the network's pace, where it counts in blocks.
fn days_about(row: &Row) -> u32 {
    match row.bucket.blocks {
        None => row.bucket.duration.0,
        Some(_) => Term::of(&row.bucket).days_about(block_millis()).0,
    }
}

/// What a muted bucket names for its delegate is nobody.
const MUTED: &str = "Its votes were taken away for good. Moved to version 3, it votes again.";

fn delegate(row: &Row) -> AnyView {
    if row.bucket.is_muted() {
        let test = format!("bucket-{}-muted", row.bucket.id);
        return view! { <span class="chip warn" data-test=test title=MUTED><Icon glyph=Glyph::Warning />"Muted"</span> }
            .into_any();
    }
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
fn free(row: &Row) -> AnyView {
    let (millis, blocks) = (block_millis(), row.bucket.blocks.is_some());
    let wait = match row.bucket.id.contract {
        None => params().withdraw_wait,
        Some(_) if blocks => NFT_WAIT_BLOCKS * millis / 1000,
        Some(_) => NFT_WAIT_SECONDS,
    };
    let about = if blocks { "≈ " } else { "" };
    let words = match (row.state, row.free_at) {
        (Some(BucketState::Locked), _) => {
            let days = u64::from(Term::of(&row.bucket).days_about(millis).0) + wait.div_ceil(SECONDS_PER_DAY);
            format!("{about}{} days after unlocking", grouped(days))
        }
        (Some(BucketState::Matured), _) => format!("{about}{} after unstaking", span(wait)),
        (Some(BucketState::Withdrawable), _) => "now".to_owned(),
        (Some(BucketState::Unstaking(at)), _) => format!("{about}{}", date_time(at)),
        (_, Some(at)) => format!("{about}{}", date(at)),
        (_, None) => UNKNOWN.to_owned(),
    };
    view! { <span class="mid">{words}</span> }.into_any()
}
