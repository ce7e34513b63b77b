//! All that is held, and in what parts.

use ballast_api::Home;
use ballast_domain::Amount;
use leptos::prelude::*;

use crate::kit::{
    components::{Age, Figure, Glyph, Icon, Quantity, Skeleton, Swatch},
    format::counted,
    state::app,
};

/// One number, one bar, its legend.
#[component]
pub fn Total(home: RwSignal<Option<Home>>) -> impl IntoView {
    let origin = move || home.with(|h| h.as_ref()?.liquid.as_ref().map(|l| l.origin()));
    let of =
        move |part: fn(&Home) -> Option<Quantity>| Signal::derive(move || home.with(|h| h.as_ref().and_then(part)));
    let app = app();
    // What is only watched is somebody's, and is not said to be held by who looks on.
    let held = move || match (app.only_watches(), app.account.get().is_some()) {
        (false, _) => "All you hold",
        (true, true) => "Held by the watched account",
        (true, false) => "Held by watched accounts",
    };
    view! {
        <section class="card stack">
            <div class="row end">
                <div>
                    <div class="sm dim" data-test="home-held">{held}</div>
                    <div class="big">
                        <Show when=move || home.with(Option::is_some) fallback=|| view! { <Skeleton size="tall" /> }>
                            <Figure of=of(|h| h.total().map(Into::into)) test="home-total" at_least=4 large=true />
                            <span class="unit">"IOTX"</span>
                        </Show>
                    </div>
                </div>
                <span class="sp"></span>
                <div class="n">
                    <div class="sm dim">"Votes"</div>
                    <div class="second votes-ink">
                        <Figure of=of(|h| h.votes.map(Into::into)) test="home-votes" at_least=0 at_most=0 />
                    </div>
                </div>
            </div>
            <SplitBar home />
            <div class="legend three">
                <Part colour="own" name=|_| "Liquid".to_owned() home of=of(|h| h.liquid.as_ref().map(|l| l.value.into())) test="home-liquid" />
                <Part
                    colour="votes"
                    name=|h| in_buckets("Staked", h.and_then(|h| h.staked_in))
                    home
                    of=of(|h| h.staked.map(Into::into))
                    test="home-staked"
                />
                <Part
                    colour="wait"
                    name=|h| in_buckets("Unstaking", h.and_then(|h| h.unstaking_in))
                    home
                    of=of(|h| h.unstaking.map(Into::into))
                    test="home-unstaking"
                />
            </div>
            <Watched home />
            <Age of=Signal::derive(origin) test="home-as-of" />
        </section>
    }
}

/// What is watched beside one's own accounts, which no figure above counts.
#[component]
fn Watched(home: RwSignal<Option<Home>>) -> impl IntoView {
    let watched = Memo::new(move |_| home.with(|h| h.as_ref()?.watched));
    let total = Signal::derive(move || -> Option<Quantity> { Some(watched.get()?.total?.into()) });
    let count = move |n: u64| counted(usize::try_from(n).unwrap_or(usize::MAX), "account");
    move || {
        watched.get().map(|watched| {
            view! {
                <div class="sm mid">
                    <Icon glyph=Glyph::Eye small=true />
                    " Watched: "
                    <Figure of=total test="home-watched" at_most=2 unit=true />
                    {format!(", held by {}. It is not counted above.", count(watched.accounts))}
                </div>
            }
        })
    }
}

fn in_buckets(word: &str, count: Option<u64>) -> String {
    match count.and_then(|n| usize::try_from(n).ok()) {
        None | Some(0) => word.to_owned(),
        Some(n) => format!("{word} in {}", counted(n, "bucket")),
    }
}

#[component]
fn Part(
    colour: &'static str,
    name: fn(Option<&Home>) -> String,
    home: RwSignal<Option<Home>>,
    of: Signal<Option<Quantity>>,
    test: &'static str,
) -> impl IntoView {
    view! {
        <div>
            <div class="sm mid">
                <Swatch colour />
                {move || home.with(|h| name(h.as_ref()))}
            </div>
            <div class="value">
                <Figure of test at_most=2 />
            </div>
        </div>
    }
}

/// The parts as a bar; empty while one of them is unknown.
#[component]
fn SplitBar(home: RwSignal<Option<Home>>) -> impl IntoView {
    let parts = move || {
        home.with(|h| {
            let h = h.as_ref()?;
            let amounts = [
                ("own", h.liquid.as_ref()?.value),
                ("votes", h.staked?),
                ("wait", h.unstaking?),
            ];
            let total = h.total().filter(|t| *t > Amount::ZERO)?.approx();
            let mut from = 0.0;
            Some(amounts.map(|(colour, amount)| {
                let share = amount.approx() / total * 100.0;
                from += share;
                (colour, from - share, share)
            }))
        })
    };
    view! {
        <svg class="split" aria-hidden="true">
            <rect class="track" width="100%" height="10" />
            {move || {
                parts()
                    .into_iter()
                    .flatten()
                    .filter(|(_, _, share)| *share > 0.0)
                    .map(|(colour, from, share)| {
                        view! {
                            <rect class=format!("fill-{colour}") x=format!("{from:.3}%") width=format!("{share:.3}%") height="10" />
                            {(from > 0.0)
                                .then(|| view! { <rect class="fill-surface" x=format!("{from:.3}%") width="2" height="10" /> })}
                        }
                    })
                    .collect_view()
            }}
        </svg>
    }
}
