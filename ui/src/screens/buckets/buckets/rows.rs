//! A bucket in a line.

use ballast_domain::{BucketState, Free, NFT_WAIT_BLOCKS, NFT_WAIT_SECONDS, SECONDS_PER_DAY, actions::nft::Term};
use leptos::prelude::Get;

use super::{
    pages::Row,
    select::{Selection, checkbox},
    steps::next_step,
    timeline::this_hour,
};
use crate::{
    flows::bucket::place,
    kit::{
        components::{Column, Glyph, Plain, avatar, drawing, money, plain, state_chip},
        format::{UNKNOWN, date, date_time, grouped, short, span},
        state::{app, staking},
    },
};

/// The columns of the table; with the accounts where several are looked at together, with labels where there are any.
pub fn columns(with_accounts: bool, with_labels: bool, selection: Selection) -> Vec<Column<Row>> {
    let mut columns = columns_of(with_accounts, selection);
    if with_labels {
        let label = |row: &Row| {
            plain("span")
                .with("class", "clip mid")
                .with("title", row.note.clone())
                .child(row.label.clone())
        };
        columns.insert(
            2,
            Column::new("label", "Label", label).sorted_by(|row| row.label.clone()),
        );
    }
    columns
}

fn columns_of(with_accounts: bool, selection: Selection) -> Vec<Column<Row>> {
    if !with_accounts {
        return columns_of_one(selection);
    }
    let account = |row: &Row| {
        let name = app().name_of(row.bucket.owner);
        plain("span")
            .with("class", "clip")
            .with("title", name.clone())
            .child(name)
    };
    // What makes room for the accounts in a narrow window stands under the table, too, or follows from the votes.
    let gives_way = |column: Column<Row>| match column.key() {
        "days" => column.where_wide(),
        _ => column,
    };
    let mut columns: Vec<_> = columns_of_one(selection).into_iter().map(gives_way).collect();
    columns.insert(
        2,
        Column::new("account", "Account", account).sorted_by(|row| app().name_of(row.bucket.owner)),
    );
    columns
}

fn columns_of_one(selection: Selection) -> Vec<Column<Row>> {
    let now = this_hour();
    vec![
        Column::new("pick", "", move |row: &Row| checkbox(row, selection)),
        Column::new("id", "Bucket", |row: &Row| {
            plain("a")
                .with("class", "mono")
                .with("href", place::page(row.bucket.id))
                .child(row.bucket.id.in_table())
        })
        .sorted_by(|row| row.bucket.id),
        Column::new("delegate", "Delegate", delegate).sorted_by(|row| row.delegate.clone()),
        Column::new("amount", "Amount, IOTX", |row: &Row| {
            let test = format!("bucket-{}-amount", row.bucket.id);
            plain("b").child(money(row.bucket.amount, Some(test), (2, 2), false))
        })
        .numeric()
        .sorted_by(|row| row.bucket.amount),
        Column::new("votes", "Votes", |row: &Row| match row.votes {
            None => plain("span").child(UNKNOWN),
            Some(votes) if votes.is_zero() => plain("span").with("class", "dim").child("0"),
            Some(votes) => {
                let test = format!("bucket-{}-votes", row.bucket.id);
                plain("span")
                    .with("class", "votes-ink")
                    .child(money(votes, Some(test), (0, 0), false))
            }
        })
        .numeric()
        .sorted_by(|row| row.votes),
        Column::new("weight", "Weight", |row: &Row| match row.votes {
            Some(votes) if !votes.is_zero() => {
                let weight = votes.approx() / row.bucket.amount.approx();
                plain("span").child(format!("{weight:.4}"))
            }
            _ => plain("span").with("class", "dim").child(UNKNOWN),
        })
        .numeric()
        .where_wide(),
        Column::new("days", "Days", |row: &Row| match row.bucket.blocks {
            None => grouped(u64::from(row.bucket.duration.0)),
            Some(_) => match days_about(row) {
                Some(days) => format!("≈ {}", grouped(u64::from(days))),
                None => UNKNOWN.to_owned(),
            },
        })
        .numeric()
        .where_broad()
        .sorted_by(days_about),
        Column::new("state", "State", |row: &Row| match row.state {
            Some(state) => state_chip(state, format!("bucket-{}-state", row.bucket.id)),
            None => plain("span").child(UNKNOWN),
        }),
        Column::new("free", "Free from", free).sorted_at(move || now.get(), |row, now| Some(row.free?.from(now?))),
        Column::new("act", "", next_step).actions(),
    ]
}

/// How long a block takes on the open network; none while none is open.
fn block_millis() -> Option<u64> {
    app().network().map(|network| network.params().block_millis)
}

/// Its days; about as many as its blocks take at the network's pace, where it counts in blocks.
fn days_about(row: &Row) -> Option<u32> {
    match row.bucket.blocks {
        None => Some(row.bucket.duration.0),
        Some(_) => Some(Term::of(&row.bucket).days_about(block_millis()?).0),
    }
}

/// What a muted bucket names for its delegate is nobody.
const MUTED: &str = "Its votes were taken away for good. Moved to version 3, it votes again.";

fn delegate(row: &Row) -> Plain {
    if row.bucket.is_muted() {
        let test = format!("bucket-{}-muted", row.bucket.id);
        return plain("span")
            .with("class", "chip warn")
            .with("data-test", test)
            .with("title", MUTED)
            .child(drawing(Glyph::Warning, false))
            .child("Muted");
    }
    match &row.delegate {
        Some(name) => plain("span")
            .with("class", "who")
            .child(avatar(name))
            .child(plain("b").child(name.clone()))
            .children(
                row.self_stake
                    .then(|| plain("span").with("class", "chip").child("self-stake")),
            ),
        None => plain("span")
            .with("class", "mono dim")
            .child(short(&row.bucket.candidate.to_io1())),
    }
}

/// When the money could be in hand, in words.
fn free(row: &Row) -> Plain {
    let words = free_in_words(row).unwrap_or_else(|| UNKNOWN.to_owned());
    plain("span").with("class", "mid").child(words)
}

fn free_in_words(row: &Row) -> Option<String> {
    let blocks = row.bucket.blocks.is_some();
    let wait = || match row.bucket.id.contract {
        None => staking().map(|staking| staking.withdraw_wait),
        Some(_) if blocks => Some(NFT_WAIT_BLOCKS * block_millis()? / 1000),
        Some(_) => Some(NFT_WAIT_SECONDS),
    };
    let about = if blocks { "≈ " } else { "" };
    Some(match (row.state, row.free) {
        (Some(BucketState::Locked), _) => {
            let days = u64::from(days_about(row)?) + wait()?.div_ceil(SECONDS_PER_DAY);
            format!("{about}{} days after unlocking", grouped(days))
        }
        (Some(BucketState::Matured), _) => format!("{about}{} after unstaking", span(wait()?)),
        (Some(BucketState::Withdrawable), _) => "now".to_owned(),
        (Some(BucketState::Unstaking(at)), _) => format!("{about}{}", date_time(at)),
        (_, Some(Free::At(at))) => format!("{about}{}", date(at)),
        (_, Some(Free::After(_)) | None) => return None,
    })
}
