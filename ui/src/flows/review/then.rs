//! How everything stands on a later day once what is reviewed is done: the rehearsal, by the same rules, on a slider.

use std::collections::BTreeSet;

use ballast_api::{MAX_BATCH, calls};
use ballast_domain::{
    Amount, BucketId, Days, Intent, Timestamp, Votes,
    rehearsal::{BucketThen, DelegateThen, Legality, NftThen, Planned, Rehearsal},
};
use leptos::prelude::*;

use crate::kit::{
    components::{Button, DurationSlider, Glyph, Money, Reading, Skeleton},
    format::{UNKNOWN, counted, date, ordinal},
    state::{app, read},
};

/// Days ahead at first: the wait of the commonest bucket.
const AT_FIRST: u32 = 91;

/// What intents leave, day by day; read once the person wants to know.
#[component]
pub fn Then(intents: Vec<Intent>) -> impl IntoView {
    let app = app();
    let (open, days) = (RwSignal::new(false), RwSignal::new(AT_FIRST));
    // What is past happens in the next block.
    let at_once = |intent| Planned {
        at: Timestamp::from_seconds(0),
        intent,
    };
    let plan = StoredValue::new(intents.into_iter().map(at_once).collect::<Vec<_>>());
    let until = Memo::new(move |_| {
        let days = Days(days.get());
        untrack(|| app.now()).map(|now| now.plus_days(days))
    });
    let rehearsal = read(move || {
        let until = until.get().filter(|_| open.get())?;
        let plan = plan.get_value();
        Some(calls::Rehearse { plan, until })
    });
    let day = move || {
        let in_days = counted(days.get() as usize, "day");
        until
            .get()
            .map(|at| format!("In {in_days}, on {}, if nobody else acts:", date(at)))
    };
    let what_for = || {
        view! {
            <p class="sm mid">
                "How accounts, buckets and delegates stand on a day of your choice, once this is done."
            </p>
        }
    };
    view! {
        <section class="card stack-m" data-test="then">
            <div class="row">
                <h2>"Afterwards"</h2>
                <span class="sp"></span>
                <Show when=move || !open.get()>
                    <Button test="then-open" press=move || open.set(true) small=true glyph=Glyph::Clock>"Rehearse"</Button>
                </Show>
            </div>
            <Show when=move || open.get() fallback=what_for>
                <div class="stack-s">
                    <span class="sm mid" data-test="then-day">{day}</span>
                    <DurationSlider days choose=Callback::new(move |chosen| days.set(chosen)) test="then-days" />
                </div>
                <Reading of=rehearsal test="then-error" waiting=|| view! { <Skeleton size="tall" /> }>
                    {move || rehearsal.value.get().map(|answer| view! { <Stands rehearsal=answer.value /> })}
                </Reading>
            </Show>
        </section>
    }
}

/// Accounts, the buckets that the actions touch, and the delegates whose votes change.
#[component]
fn Stands(rehearsal: Rehearsal) -> impl IntoView {
    let app = app();
    let held = rehearsal.balances.iter().map(|held| {
        let name = app.name_of(held.account);
        view! {
            <div class="row" data-test=format!("then-holds-{}", held.account.to_io1())>
                <span class="clip" title=name.clone()>{name.clone()}</span>
                <span class="sp"></span>
                <b class="n"><Money of=held.after at_most=4 /></b>
                <span class="dim">"IOTX"</span>
            </div>
        }
    });
    let held = held.collect_view();
    let buckets = touched(&rehearsal);
    let moved = |d: &&DelegateThen| d.votes_before != Some(d.votes);
    let delegates = rehearsal.delegates.iter().filter(moved).map(delegate).collect_view();
    view! {
        <div class="stack-s">{held}</div>
        {(!buckets.is_empty())
            .then(|| {
                view! {
                    <div class="table-scroll">
                        <table data-test="then-buckets">
                            <thead>
                                <tr>
                                    <th>"Bucket"</th>
                                    <th>"State"</th>
                                    <th class="n">"Amount, IOTX"</th>
                                    <th class="n">"Votes"</th>
                                    <th>"Free from"</th>
                                    <th>"Possible then"</th>
                                </tr>
                            </thead>
                            <tbody>{buckets.into_iter().map(line).collect_view()}</tbody>
                        </table>
                    </div>
                }
            })}
        <div class="stack-s">{delegates}</div>
    }
}

/// A bucket as it stands then.
struct Standing {
    name: String,
    state: &'static str,
    amount: Option<Amount>,
    votes: Votes,
    free: Option<Timestamp>,
    possible: String,
}

/// Those that the actions name or make; of the others nothing changes but the time.
fn touched(rehearsal: &Rehearsal) -> Vec<Standing> {
    let steps = &rehearsal.steps;
    let native: BTreeSet<u64> = steps.iter().filter_map(|step| step.bucket).collect();
    let named: BTreeSet<BucketId> = steps.iter().flat_map(|step| step.planned.intent.nfts()).collect();
    let buckets = rehearsal.buckets.iter().filter(|b| native.contains(&b.index));
    let nfts = rehearsal
        .nfts
        .iter()
        .filter(|b| b.before.is_none() || named.contains(&b.id));
    buckets.map(of_native).chain(nfts.map(of_nft)).take(MAX_BATCH).collect()
}

fn of_native(then: &BucketThen) -> Standing {
    Standing {
        name: BucketId::native(then.index).in_table(),
        state: then.word(),
        amount: then.bucket.as_ref().or(then.minted.as_ref()).map(|b| b.amount),
        votes: then.votes,
        free: then.free,
        possible: possible(&then.actions),
    }
}

fn possible(actions: &[Legality]) -> String {
    let legal = actions.iter().filter(|l| l.refusal.is_none());
    legal.map(|l| l.action.word()).collect::<Vec<_>>().join(", ")
}

fn of_nft(then: &NftThen) -> Standing {
    Standing {
        name: then.id.in_table(),
        state: then.word(),
        amount: then.bucket.as_ref().map(|b| b.amount),
        votes: then.votes,
        // What is another's is no money to wait for.
        free: then.free.filter(|_| !then.is_given_away()),
        possible: match then.is_given_away() {
            true => String::new(),
            false => possible(&then.actions),
        },
    }
}

fn line(bucket: Standing) -> impl IntoView {
    let amount = bucket.amount.map(|of| view! { <Money of at_most=2 /> });
    view! {
        <tr>
            <td class="mono">{bucket.name}</td>
            <td>{bucket.state}</td>
            <td class="n">{amount.ok_or(UNKNOWN)}</td>
            <td class="n"><Money of=bucket.votes at_least=0 at_most=0 /></td>
            <td>{bucket.free.map_or_else(|| UNKNOWN.to_owned(), date)}</td>
            <td class="sm mid">{bucket.possible}</td>
        </tr>
    }
}

fn delegate(then: &DelegateThen) -> impl IntoView + use<> {
    let place = match then.place_before {
        Some(before) if before != then.place => {
            format!("from the {} place to the {}", ordinal(before), ordinal(then.place))
        }
        _ => format!("in the {} place", ordinal(then.place)),
    };
    view! {
        <div class="row sm">
            <b>{then.name.clone()}</b>
            <span class="mid">{place}</span>
            <span class="sp"></span>
            <span class="votes-ink"><Money of=then.votes at_least=0 at_most=0 /></span>
            <span class="dim">"votes"</span>
        </div>
    }
}
