//! One delegate: its figures, its distance to the thresholds, its exit, and what can be done with it.

use ballast_api::{DeedView, OwnDelegate};
use ballast_domain::{Address, Endorsement, Exit};
use leptos::prelude::*;

use super::{gaps::Gaps, payout::Payout};
use crate::{
    flows::delegates::place,
    kit::{
        components::{ButtonLink, Figure, Glyph, Icon, Money, NO_KEY, NotNow},
        format::{UNKNOWN, date_time, grouped, ordinal, possible},
        state::app,
    },
};

/// A delegate of the wallet's. Its figures change with the chain; its buttons stay while what may be done stays.
#[component]
pub fn Card(name: String, delegates: Memo<Vec<OwnDelegate>>) -> impl IntoView {
    let app = app();
    let mine = StoredValue::new(name.clone());
    let own = Memo::new(move |_| {
        let is_it = |own: &&OwnDelegate| mine.with_value(|name| own.row.name == *name);
        delegates.with(|all| all.iter().find(is_it).cloned())
    });
    let deeds = Memo::new(move |_| own.with(|own| own.as_ref().map(|own| own.deeds.clone()).unwrap_or_default()));
    let signs = Memo::new(move |_| {
        let account = own.with(|own| own.as_ref().map(|own| own.account));
        app.accounts()
            .iter()
            .any(|a| Some(a.address) == account && a.can_sign())
    });
    let buttons = move || {
        let button = |view| view! { <DeedButton view name=mine.get_value() signs=signs.get() /> };
        deeds.get().into_iter().map(button).collect_view()
    };
    view! {
        <section class="card stack-m" data-test=format!("own-{name}")>
            {move || own.get().map(|own| view! { <Figures own /> })}
            <div class="row wraps">{buttons}</div>
        </section>
    }
}

/// Its figures and distances.
#[component]
fn Figures(own: OwnDelegate) -> impl IntoView {
    let row = own.row.clone();
    let role = if own.owned { "owner" } else { "operator" };
    let place = match own.standing.place {
        Some(place) => format!("{} of those that can be elected", ordinal(place)),
        None => "cannot be elected now".to_owned(),
    };
    let bls = own.bls_key.map_or_else(|| "none yet".to_owned(), |key| key.to_string());
    let (unclaimed, exit, stake) = (own.unclaimed, exit(&own), self_stake(&own));
    let pays = own.pays.clone();
    let blocks = row
        .produced
        .map_or(UNKNOWN.to_owned(), |n| format!("{} in this epoch", grouped(n)));
    view! {
        <div class="row">
            <h2>{row.name}</h2>
            <span class="chip own">{format!("you are its {role}")}</span>
            <span class="sp"></span>
            <span class="sm mid" data-test="own-place">{place}</span>
        </div>
        <div class="grid2">
            <div class="list facts">
                <div>
                    <span class="mid">"Votes"</span>
                    <Money of=row.votes test="own-votes" />
                </div>
                <div>
                    <span class="mid">"Self-stake"</span>
                    <span>
                        <Money of=row.self_stake test="own-self-stake" unit=true />
                        {stake.map(|words| view! { <span class="sm dim">{words}</span> })}
                    </span>
                </div>
                <div>
                    <span class="mid">"To claim"</span>
                    <Figure of=Signal::stored(unclaimed.map(Into::into)) test="own-unclaimed" unit=true />
                </div>
                <div>
                    <span class="mid">"Blocks"</span>
                    <span class="n">{blocks}</span>
                </div>
            </div>
            <div class="list facts">
                <AddressLine name="Owner" address=row.owner />
                <AddressLine name="Operator" address=row.operator />
                <AddressLine name="Rewards to" address=row.reward />
                <div>
                    <span class="mid">"BLS key"</span>
                    <span class="mono xs wrap-any" data-test="own-bls">{bls}</span>
                </div>
            </div>
        </div>
        <Payout pays />
        <Gaps own />
        {exit
            .map(|words| {
                view! {
                    <div class="note warn" data-test="own-exit">
                        <Icon glyph=Glyph::Warning />
                        <span>{words}</span>
                    </div>
                }
            })}
    }
}

/// One of its addresses: by its name where it is an account of the wallet's.
#[component]
fn AddressLine(name: &'static str, address: Address) -> impl IntoView {
    view! {
        <div>
            <span class="mid">{name}</span>
            <span class="mono" title=address.to_io1()>{app().name_of(address)}</span>
        </div>
    }
}

/// Which bucket the self-stake is, and whose.
fn self_stake(own: &OwnDelegate) -> Option<String> {
    let bucket = own.self_stake.as_ref()?;
    let whose = match bucket.endorsement {
        Endorsement::None => String::new(),
        Endorsement::Endorsed => ", an endorsement".to_owned(),
        Endorsement::RevocableFrom(height) => {
            format!(", an endorsement that can be revoked from block {}", grouped(height.0))
        }
    };
    let lock = if bucket.locked { "locked" } else { "not locked" };
    let days = grouped(u64::from(bucket.duration.0));
    Some(format!(" bucket {}, {days} days, {lock}{whose}", bucket.id))
}

/// Where it stands in the exit queue.
fn exit(own: &OwnDelegate) -> Option<String> {
    match (own.row.exit, own.leaves) {
        (Exit::None, _) => None,
        (Exit::Requested, _) => Some(
            "It has requested its exit and waits for a slot: one delegate in 24 epochs, about a day, gets one. It is elected \
             until then."
                .to_owned(),
        ),
        (Exit::ScheduledAt(height), at) => {
            let when = at.map_or_else(String::new, |at| format!(", about {}", date_time(at)));
            Some(format!(
                "It may leave from block {}{when}. It is not elected any more.",
                grouped(height.0)
            ))
        }
    }
}

/// A deed's button; where it may not be done, with the reason.
#[component]
fn DeedButton(view: DeedView, name: String, signs: bool) -> impl IntoView {
    let deed = view.deed;
    let test = format!("deed-{name}-{}", deed.name());
    let why = move || match &view.refusal {
        Some(refusal) => {
            let when = view.possible.map(|at| format!("Possible from {}.", date_time(at)));
            let when = when.or_else(|| possible(&refusal.remedy, app().now()));
            let help = when.unwrap_or_else(|| refusal.rule.help().to_owned());
            Some(format!("{} {help} ({})", refusal.rule.sentence(), refusal.rule.id()))
        }
        None => (!signs).then(|| NO_KEY.to_owned()),
    };
    match why() {
        Some(why) => view! { <NotNow test why>{deed.word()}</NotNow> }.into_any(),
        None => {
            let href = place::of_deed(&name, deed);
            view! { <ButtonLink href test small=true>{deed.word()}</ButtonLink> }.into_any()
        }
    }
}
