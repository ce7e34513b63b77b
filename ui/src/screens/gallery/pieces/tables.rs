//! A table: sorted by its heads, walked by J and K, its rows chosen by their boxes.

use std::collections::BTreeSet;

use ballast_domain::{Amount, Votes};
use leptos::prelude::*;

use super::{sample::nothing, section::Section};
use crate::kit::{
    components::{Avatar, Button, Column, Money, Table, Tick, Ticks},
    format::{UNKNOWN, grouped},
};

#[derive(Clone, PartialEq)]
struct Row {
    name: &'static str,
    votes: Votes,
    stake: Amount,
    blocks: Option<u64>,
    tick: Tick,
}

fn rows() -> Vec<Row> {
    let row = |name, votes, stake, blocks, tick| Row {
        name,
        votes: Votes::from_iotx(votes),
        stake: Amount::from_iotx(stake),
        blocks,
        tick,
    };
    vec![
        row("fathom", 18_200_000, 1_200_000, Some(30), Tick::Tall),
        row("ebb", 9_400_000, 2_000_000, Some(24), Tick::Tall),
        row("keel", 9_400_000, 1_300_000, None, Tick::Half),
        row("squall", 310_000, 1_200_000, Some(0), Tick::Low),
    ]
}

/// Four delegates with everything that a column can be.
#[component]
pub fn Tables() -> impl IntoView {
    let picked = RwSignal::new(BTreeSet::from(["ebb"]));
    let pick = Callback::new(move |row: Row| {
        picked.update(|picked| {
            if !picked.remove(row.name) {
                picked.insert(row.name);
            }
        });
    });
    let columns =
        vec![
        Column::new("pick", "", move |row: &Row| {
            let name = row.name;
            view! {
                <input
                    type="checkbox"
                    aria-label=format!("Choose {name}")
                    prop:checked=move || picked.with(|picked| picked.contains(name))
                />
            }
        }),
        Column::new("name", "Delegate", |row: &Row| {
            view! { <span class="who"><Avatar name=row.name /><b>{row.name}</b></span> }
        })
        .sorted_by(|row| row.name),
        Column::new("votes", "Votes", |row: &Row| view! { <Money of=row.votes at_least=0 at_most=0 /> })
            .numeric()
            .sorted_by(|row| row.votes),
        Column::new("stake", "Self-stake, IOTX", |row: &Row| view! { <Money of=row.stake at_least=0 at_most=0 /> })
            .where_wide()
            .sorted_by(|row| row.stake),
        Column::new("blocks", "Blocks, epoch", |row: &Row| row.blocks.map_or(UNKNOWN.to_owned(), grouped))
            .numeric()
            .rising()
            .sorted_by(|row| row.blocks),
        Column::new("pays", "Pays voters", |_: &Row| "By the protocol").words_where_broad(),
        Column::new("stands", "Standing", |row: &Row| view! { <Ticks tick=row.tick /> }),
        Column::new("act", "", |row: &Row| {
            let test = format!("gallery-stake-{}", row.name);
            view! { <Button test press=nothing() small=true label=format!("Stake with {}", row.name)>"Stake"</Button> }
        })
        .actions(),
    ];
    let chosen = move || picked.with(|picked| picked.iter().copied().collect::<Vec<_>>().join(", "));
    view! {
        <Section name="tables" title="Tables">
            <Table columns rows=Signal::stored(rows()) id=|row: &Row| row.name.to_owned() pick label="Delegates" test="gallery-table" />
            <span class="sm dim">"Chosen: " {move || if chosen().is_empty() { UNKNOWN.to_owned() } else { chosen() }}</span>
        </Section>
    }
}
