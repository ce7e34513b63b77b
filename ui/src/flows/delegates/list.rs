//! The delegates as a table with search and filters.

use ballast_api::{DelegateRow, Delegates};
use leptos::prelude::*;

use super::{
    PayoutMark, StatusMark,
    fair::{Drawn, FairNote},
    filter::{Elected, Filter},
};
use crate::kit::{
    components::{
        Avatar, Button, Column, EmptyState, FilterChip, Glyph, Icon, Look, Money, Reading, SearchField, ShareBar,
        Skeleton, Table,
    },
    format::{UNKNOWN, grouped, percent, short},
    state::app,
};

/// Search, filters, table.
#[component]
pub fn DelegateList(
    /// Told which one was chosen to stake with.
    choose: Callback<DelegateRow>,
    /// Told which row was opened; chosen where nothing else is said.
    #[prop(optional, into)]
    open: Option<Callback<DelegateRow>>,
) -> impl IntoView {
    let open = open.unwrap_or(choose);
    let delegates = app().delegates();
    let search = RwSignal::new(String::new());
    let filter = RwSignal::new(Filter::All);
    let all = move || {
        delegates
            .value
            .with(|d| d.as_ref().map(|d| d.rows.value.clone()).unwrap_or_default())
    };
    let elected = Elected::now();
    let drawn = Drawn::now();
    let rows = Memo::new(move |_| {
        let wanted = search.get().trim().to_lowercase();
        let found = all()
            .into_iter()
            .filter(|row| elected.with(|e| filter.get().admits(row, e)) && is_match(row, &wanted));
        drawn.order(found.collect())
    });
    let unknown = Memo::new(move |_| {
        let filter = filter.get();
        let is_known = delegates.value.with(|d| {
            let rows = d.as_ref().map(|d| d.rows.value.as_slice()).unwrap_or_default();
            elected.with(|elected| filter.is_known(rows, elected))
        });
        (!is_known).then_some(filter)
    });
    let input = NodeRef::<leptos::html::Input>::new();
    let clear = move || {
        let press = move |_| {
            search.set(String::new());
            if let Some(input) = input.get_untracked() {
                // A field that cannot take the keyboard leaves it where it is.
                let _ = input.focus();
            }
        };
        view! {
            <button type="button" class="clear" data-test="delegates-search-clear" aria-label="Clear the search" on:click=press>
                <Icon glyph=Glyph::Cross small=true />
            </button>
        }
    };
    view! {
        <div class="row tight wraps">
            <SearchField text=search test="delegates-search" label="Search delegates" hint="Name or address" input>
                <Show when=move || search.with(String::is_empty) fallback=clear>
                    <kbd>"/"</kbd>
                </Show>
            </SearchField>
            {Filter::ALL
                .map(|(this, name, word)| {
                    let count = move || {
                        let counted = delegates.value.with(|d| d.as_ref().and_then(|d| elected.with(|e| this.count(&d.rows.value, e))));
                        counted.map(|count| format!(" {}", grouped(count)))
                    };
                    view! {
                        <FilterChip
                            test=format!("delegates-{name}")
                            on=Signal::derive(move || filter.get() == this)
                            press=move || filter.set(this)
                        >
                            {word}
                            <span class="n">{count}</span>
                        </FilterChip>
                    }
                })
                .collect_view()}
        </div>
        <FairNote drawn />
        <div class="table-place">
            <Reading of=delegates test="delegates-error" waiting=Waiting>
                <Show when=move || drawn.is_settled() fallback=Waiting>
                    <Show when=move || !rows.with(Vec::is_empty) fallback=move || view! { <Nobody unknown /> }>
                        <Table columns=columns(delegates.value, choose) rows id=|row| row.name.clone() open click_opens=true label="Delegates" test="delegates" />
                    </Show>
                </Show>
            </Reading>
        </div>
    }
}

fn is_match(row: &DelegateRow, wanted: &str) -> bool {
    wanted.is_empty()
        || row.name.contains(wanted)
        || [row.id, row.owner, row.operator, row.reward]
            .iter()
            .any(|a| a.to_io1().contains(wanted) || a.to_hex().contains(wanted))
}

fn columns(delegates: RwSignal<Option<Delegates>>, choose: Callback<DelegateRow>) -> Vec<Column<DelegateRow>> {
    let total = move || delegates.with(|d| d.as_ref().map_or(0, |d| d.total_votes.rau()));
    let most = move || {
        delegates.with(|d| {
            d.as_ref()
                .and_then(|d| d.rows.value.iter().map(|r| r.votes).max())
                .unwrap_or_default()
        })
    };
    vec![
        Column::new(
            "rank",
            "Place",
            |row: &DelegateRow| view! { <span class="dim">{grouped(row.rank)}</span> },
        )
        .numeric()
        .rising()
        .sorted_by(|row| row.rank),
        Column::new("name", "Delegate", |row: &DelegateRow| {
            view! {
                <span class="who">
                    <Avatar name=row.name.clone() />
                    <span>
                        <b>{row.name.clone()}</b>
                        <div class="under mono">{short(&row.owner.to_io1())}</div>
                    </span>
                </span>
            }
        })
        .sorted_by(|row| row.name.clone()),
        Column::new("votes", "Votes", |row: &DelegateRow| {
            view! { <b><Money of=row.votes test=format!("votes-{}", row.name) at_least=0 at_most=0 /></b> }
        })
        .numeric()
        .sorted_by(|row| row.votes),
        Column::new("share", "Share", move |row: &DelegateRow| {
            let share = percent(row.votes.rau(), total(), 2).unwrap_or_else(|| UNKNOWN.to_owned());
            let full = most().approx().max(1.0);
            view! {
                <span class="row tight at-end">
                    <ShareBar share=row.votes.approx() / full />
                    <span class="sm dim">{share}</span>
                </span>
            }
        })
        .numeric()
        .where_broad()
        .sorted_by(|row| row.votes),
        Column::new(
            "self-stake",
            "Self-stake, IOTX",
            |row: &DelegateRow| view! { <Money of=row.self_stake at_least=0 at_most=0 /> },
        )
        .numeric()
        .where_wide()
        .sorted_by(|row| row.self_stake),
        Column::new("blocks", "Blocks, epoch", |row: &DelegateRow| {
            row.produced.map_or(UNKNOWN.to_owned(), grouped)
        })
        .numeric()
        .where_broad()
        .sorted_by(|row| row.produced),
        Column::new(
            "pays",
            "Pays voters",
            |row: &DelegateRow| view! { <PayoutMark payout=row.payout /> },
        )
        .words_where_broad()
        .sorted_by(|row| (row.payout.map(|payout| payout.mode), row.rank)),
        Column::new(
            "status",
            "Standing",
            |row: &DelegateRow| view! { <StatusMark row=row.clone() /> },
        )
        .sorted_by(|row| (row.status, row.rank)),
        Column::new("act", "", move |row: &DelegateRow| {
            let (name, row) = (row.name.clone(), row.clone());
            view! {
                <Button
                    test=format!("stake-{name}")
                    press=move || choose.run(row.clone())
                    look=Look::Plain
                    small=true
                    label=format!("Stake with {name}")
                >
                    "Stake"
                </Button>
            }
        })
        .actions(),
    ]
}

#[component]
fn Waiting() -> impl IntoView {
    let lines = (0..10).map(|_| {
        view! {
            <tr>
                <td><Skeleton size="short" /></td>
                <td><Skeleton /></td>
                <td class="n"><Skeleton /></td>
                <td><Skeleton /></td>
                <td class="n"><Skeleton /></td>
                <td><Skeleton /></td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" data-test="delegates-loading">
            <table>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// Stands where no row does: nobody fits, or it is not known who does.
#[component]
fn Nobody(
    /// The filter of which it is not known whom it shows.
    unknown: Memo<Option<Filter>>,
) -> impl IntoView {
    let words = move || match unknown.get() {
        None => (
            "No delegate matches",
            "Delegates make IoTeX's blocks; people vote for them by staking. Try fewer letters, or choose All.",
            "delegates-none",
        ),
        Some(Filter::Paid) => (
            "It is not known how delegates pay",
            "The node does not say it: it is older than Zanzibar (IIP-59), or did not answer. Choose All to see every delegate.",
            "delegates-unsaid",
        ),
        Some(_) => (
            "It is not known who is elected",
            "The node does not say it for the running epoch, or not yet. Choose All to see every delegate.",
            "delegates-unsaid",
        ),
    };
    let shown = move || {
        let (title, text, test) = words();
        view! { <EmptyState glyph=Glyph::Delegates title text test /> }
    };
    view! { <section class="card">{shown}</section> }
}
