//! A delegate's own page: where it stands, its addresses, its blocks, one's own votes for it.

use ballast_api::{BucketRow, DelegateRow, DelegateView, calls};
use ballast_domain::{Address, Epoch, Votes};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{control::Control, voters::Voters};
use crate::{
    flows::{
        bucket,
        delegates::{PayoutMark, PayoutNote, StatusMark, place},
    },
    kit::{
        backend::{Failure, ask},
        components::{AddressView, Avatar, ButtonLink, EmptyState, Glyph, Look, Money, Reading, ShareBar, Skeleton},
        format::{UNKNOWN, counted, grouped, percent},
        state::{app, read},
    },
};

/// Epochs that are over, the newest first.
const EPOCHS: u64 = 3;

/// The delegate that the path names.
#[component]
pub fn DelegatePage() -> impl IntoView {
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(place::named));
    let page = read(move || Some(calls::GetDelegate { name: name.get() }));
    let known = Memo::new(move |_| page.value.get().flatten());
    let there = Memo::new(move |_| known.with(Option::is_some));
    let operator = Memo::new(move |_| known.with(|k| k.as_ref().map(|k| k.row.value.operator)));
    let id = Memo::new(move |_| known.with(|k| k.as_ref().map(|k| k.row.value.id)));
    view! {
        <div class="wrap" data-test="delegate">
            <Reading of=page test="delegate-unread" waiting=|| view! { <Skeleton size="tall" /> }>
                {move || match there.get() {
                    false => view! { <NoSuch name=name.get() /> }.into_any(),
                    true => {
                        view! {
                            <Head known />
                            <div class="grid2 top-aligned">
                                <div class="stack-m">
                                    <Standing known />
                                    {move || operator.get().map(|operator| view! { <Made operator /> })}
                                    <Own known />
                                    {move || id.get().map(|id| view! { <Voters id /> })}
                                </div>
                                <div class="stack-m">
                                    <Addresses known />
                                    {move || id.get().map(|id| view! { <Control id /> })}
                                </div>
                            </div>
                        }
                            .into_any()
                    }
                }}
            </Reading>
        </div>
    }
}

#[component]
fn NoSuch(name: String) -> impl IntoView {
    view! {
        <section class="card">
            <EmptyState
                glyph=Glyph::Delegates
                title=format!("There is no delegate named {name}")
                text="It may have been registered under another name since."
                test="delegate-none"
            >
                <ButtonLink href="/delegates" test="delegate-to-list">"All delegates"</ButtonLink>
            </EmptyState>
        </section>
    }
}

#[component]
fn Head(known: Memo<Option<DelegateView>>) -> impl IntoView {
    let name = Memo::new(move |_| known.with(|k| k.as_ref().map(|k| k.row.value.name.clone()).unwrap_or_default()));
    let row = move || known.with(|k| k.as_ref().map(|k| k.row.value.clone()));
    view! {
        <div class="row head wraps">
            {move || view! { <Avatar name=name.get() /> }}
            <h1 data-test="delegate-name">{name}</h1>
            {move || row().map(|row| view! { <StatusMark row /> })}
            <span class="sp"></span>
            {move || {
                let name = name.get();
                view! {
                    <ButtonLink href=place::of_stake(&name) test="delegate-stake" look=Look::Primary glyph=Glyph::Plus>
                        "Stake"
                    </ButtonLink>
                }
            }}
        </div>
    }
}

#[component]
fn Standing(known: Memo<Option<DelegateView>>) -> impl IntoView {
    let figures = move || {
        known.with(|known| {
            let DelegateView { row, total_votes, .. } = known.as_ref()?;
            let row: &DelegateRow = &row.value;
            let share = percent(row.votes.rau(), total_votes.rau(), 2).unwrap_or_else(|| UNKNOWN.to_owned());
            let part = row.votes.approx() / total_votes.approx().max(1.0);
            let produced = row.produced.map_or(UNKNOWN.to_owned(), grouped);
            Some(view! {
                <div class="list settings">
                    <div><span class="mid">"Place by votes"</span><b data-test="delegate-rank">{grouped(row.rank)}</b></div>
                    <div><span class="mid">"Votes"</span><b><Money of=row.votes test="delegate-votes" at_least=0 at_most=0 /></b></div>
                    <div>
                        <span class="mid">"Share of all votes"</span>
                        <span class="row tight"><ShareBar share=part /> {share}</span>
                    </div>
                    <div><span class="mid">"Self-stake"</span><span><Money of=row.self_stake at_least=0 at_most=0 unit=true /></span></div>
                    <div><span class="mid">"Blocks in this epoch"</span><span>{produced}</span></div>
                    <div>
                        <span class="mid">"Pays voters"</span>
                        <span data-test="delegate-pays"><PayoutMark payout=row.payout /></span>
                    </div>
                </div>
            })
        })
    };
    let payout = Memo::new(move |_| known.with(|k| k.as_ref().and_then(|k| k.row.value.payout)));
    view! {
        <section class="card">
            <h2>"Standing"</h2>
            {figures}
            <PayoutNote payout test="delegate-pays-why" />
        </section>
    }
}

#[component]
fn Addresses(known: Memo<Option<DelegateView>>) -> impl IntoView {
    let all = Memo::new(move |_| {
        known.with(|known| {
            let row = &known.as_ref()?.row.value;
            Some([
                ("Owner", "owner", row.owner),
                ("Operator", "operator", row.operator),
                ("Reward", "reward", row.reward),
                ("Id", "id", row.id),
            ])
        })
    });
    let line = |(word, test, address): (&'static str, &'static str, Address)| {
        view! {
            <div class="stack-s">
                <span class="mid sm">{word}</span>
                <AddressView address test=format!("delegate-{test}") />
            </div>
        }
    };
    view! {
        <section class="card stack-m">
            <h2>"Addresses"</h2>
            {move || all.get().map(|all| all.map(line).collect_view())}
        </section>
    }
}

/// Its blocks of the last epochs; each is read by itself, since the first look at an epoch takes a while.
#[component]
fn Made(operator: Address) -> impl IntoView {
    let app = app();
    let running = Memo::new(move |_| {
        app.chain
            .with(|c| c.as_ref().and_then(|c| c.epoch.as_ref().map(|e| e.epoch.0)))
    });
    let epochs = Memo::new(move |_| {
        let running = running.get().unwrap_or_default();
        let before = (1..=EPOCHS).filter_map(|ago| running.checked_sub(ago));
        before.filter(|epoch| *epoch > 0).collect::<Vec<_>>()
    });
    let any = Memo::new(move |_| !epochs.with(Vec::is_empty));
    view! {
        <Show when=move || any.get()>
            <section class="card">
                <h2>"Blocks of the last epochs"</h2>
                <div class="list settings" data-test="delegate-epochs">
                    <For each=move || epochs.get() key=|epoch| *epoch let:epoch>
                        <MadeIn operator epoch />
                    </For>
                </div>
            </section>
        </Show>
    }
}

#[component]
fn MadeIn(operator: Address, epoch: u64) -> impl IntoView {
    let made = RwSignal::new(None::<Result<ballast_api::BlocksMade, Failure>>);
    leptos::task::spawn_local(async move {
        let call = calls::GetBlocksMade {
            operator,
            epoch: Epoch(epoch),
        };
        let _ = made.try_set(Some(ask(&call).await));
    });
    let shown = move || match made.get() {
        None => view! { <Skeleton size="short" /> }.into_any(),
        Some(Ok(blocks)) => format!("{} of {}", grouped(blocks.made), counted(blocks.of as usize, "block")).into_any(),
        Some(Err(failure)) => view! { <span class="dim" title=failure.sentence>{UNKNOWN}</span> }.into_any(),
    };
    view! {
        <div>
            <span class="mid">{format!("Epoch {}", grouped(epoch))}</span>
            <span data-test=format!("delegate-epoch-{epoch}")>{shown}</span>
        </div>
    }
}

#[component]
fn Own(known: Memo<Option<DelegateView>>) -> impl IntoView {
    let own = Memo::new(move |_| known.with(|k| k.as_ref().map(|k| k.own.clone()).unwrap_or_default()));
    let together = move || match own.with(|own| sum_of(own.iter().map(|row| row.votes))) {
        Some(votes) => view! { <Money of=votes test="delegate-own-votes" at_least=0 at_most=0 unit=true /> }.into_any(),
        None => view! { <span data-test="delegate-own-votes">{UNKNOWN}</span> }.into_any(),
    };
    let empty = move || own.with(Vec::is_empty);
    view! {
        <section class="card">
            <h2>"Your votes with it"</h2>
            <Show
                when=move || !empty()
                fallback=|| view! { <p class="mid" data-test="delegate-own-none">"None of your buckets votes for it."</p> }
            >
                <div class="list settings" data-test="delegate-own">
                    <div>
                        <span class="mid">"Together"</span>
                        <b>{together}</b>
                    </div>
                    <For each=move || own.get() key=|row| (row.bucket.id, row.votes) let:row>
                        <OwnBucket row />
                    </For>
                </div>
            </Show>
        </section>
    }
}

/// The sum of votes; none where some of them are not known.
fn sum_of(mut votes: impl Iterator<Item = Option<Votes>>) -> Option<Votes> {
    votes.try_fold(Votes::ZERO, |sum, more| Some(sum.saturating_add(more?)))
}

#[component]
fn OwnBucket(row: BucketRow) -> impl IntoView {
    let id = row.bucket.id;
    view! {
        <div>
            <a class="link" href=bucket::place::page(id) data-test=format!("delegate-bucket-{id}")>{id.title()}</a>
            <span><Money of=row.bucket.amount unit=true /></span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_which_a_part_is_not_known_is_not_known() {
        let one = Some(Votes::from_rau(1));
        assert_eq!(sum_of([one, one].into_iter()), Some(Votes::from_rau(2)));
        assert_eq!(sum_of([one, None].into_iter()), None);
        assert_eq!(sum_of(std::iter::empty()), Some(Votes::ZERO));
    }
}
