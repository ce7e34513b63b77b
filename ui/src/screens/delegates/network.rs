//! The network in figures, each with how it is reckoned and what it stands on; and who of the elected holds how much.

use ballast_api::{FigureInput, FigureValue, FigureView, Overview, calls};
use ballast_domain::directory::{Nakamoto, NetworkFigure};
use leptos::prelude::*;

use crate::{
    flows::delegates::DelegateTabs,
    kit::{
        components::{Reading, ShareBar, Skeleton},
        format::{UNKNOWN, grouped, percent},
        state::{Remote, app},
    },
};

/// The network page. It is read once an epoch: the elected change with it, and it takes a look at all delegates.
#[component]
pub fn NetworkPage() -> impl IntoView {
    let app = app();
    let epoch = Memo::new(move |_| {
        app.chain.with(|chain| {
            chain
                .as_ref()
                .and_then(|chain| chain.epoch.as_ref().map(|epoch| epoch.epoch))
        })
    });
    let overview = Remote::new();
    let asked = move || {
        epoch.track();
        Some(calls::GetOverview {})
    };
    overview.follow(asked, RwSignal::new(0));
    let known = overview.value;
    let figure = move |figure| {
        let view = Memo::new(move |_| {
            known.with(|known: &Option<Overview>| known.as_ref().and_then(|all| all.figures.get(&figure).cloned()))
        });
        view! { <Figure figure view /> }
    };
    let of_epoch = move || known.with(|known| known.as_ref().map(|all| format!("epoch {}", grouped(all.epoch.0))));
    view! {
        <div class="wrap" data-test="network">
            <div class="row head">
                <h1>"Network"</h1>
                <span class="sm dim" data-test="network-epoch">{of_epoch}</span>
            </div>
            <DelegateTabs />
            <Reading of=overview test="network-unread" waiting=|| view! { <Skeleton size="tall" /> }>
                <div class="grid2 top-aligned">
                    <section class="card">
                        <h2>"In figures"</h2>
                        <div class="list">{NetworkFigure::ALL.map(figure).into_iter().collect_view()}</div>
                    </section>
                    <Parties known />
                </div>
            </Reading>
        </div>
    }
}

/// One figure; its formula and what it stands on where it is opened.
#[component]
fn Figure(figure: NetworkFigure, view: Memo<Option<FigureView>>) -> impl IntoView {
    let value = move || {
        let value = view.with(|view| view.as_ref().and_then(|view| view.value));
        value.map_or_else(|| UNKNOWN.to_owned(), FigureValue::for_people)
    };
    let notes = move || {
        let notes = view.with(|view| view.as_ref().map(|view| view.notes.join(" ")).unwrap_or_default());
        (!notes.is_empty()).then(|| view! { <p class="sm mid">{notes}</p> })
    };
    let reads = move || {
        view.with(|view| {
            let reads = view.as_ref().map(|view| view.reads.as_slice()).unwrap_or_default();
            let read = |read: &ballast_domain::Snapshot<ballast_api::FigureRead>| {
                let told = format!(
                    "From {}, as of block {}, {}.",
                    read.value.what,
                    grouped(read.height.0),
                    read.node
                );
                view! { <p class="sm dim">{told}</p> }
            };
            reads.iter().map(read).collect_view()
        })
    };
    view! {
        <div class="stack-s">
            <div class="row">
                <span class="mid">{figure.word()}</span>
                <span class="sp"></span>
                <b data-test=format!("network-{}", figure.id())>{value}</b>
            </div>
            {notes}
            <details data-test=format!("network-why-{}", figure.id())>
                <summary class="sm">"How it is reckoned"</summary>
                <p class="sm mid">{figure.formula()}</p>
                {reads}
            </details>
        </div>
    }
}

/// The elected by their votes, the most first, those under common control as one; and where a third and more than a half is held.
#[component]
fn Parties(known: RwSignal<Option<Overview>>) -> impl IntoView {
    let counted = Memo::new(move |_| {
        known.with(|known| {
            let view = known.as_ref()?.figures.get(&NetworkFigure::NakamotoByControlVotes)?;
            let mut parties = view.reads.first()?.value.inputs.clone();
            parties.sort_by_key(|party| std::cmp::Reverse(votes(party)));
            Some((parties, view.value))
        })
    });
    let rows = move || {
        let (parties, reached) = counted.get().unwrap_or_default();
        let total = parties.iter().map(votes).fold(0, u128::saturating_add);
        let most = parties.first().map(votes).unwrap_or_default();
        let marks = match reached {
            Some(FigureValue::Parties(Nakamoto { third, half })) => {
                vec![(third, "a third"), (half, "more than a half")]
            }
            _ => Vec::new(),
        };
        let rows = (1..).zip(parties).map(|(place, party)| {
            let here: Vec<&str> = marks
                .iter()
                .filter(|(at, _)| *at == place)
                .map(|(_, words)| *words)
                .collect();
            let crossed = (!here.is_empty()).then(|| format!(" · {} up to here", here.join(", ")));
            view! { <Party party total most crossed /> }
        });
        rows.collect_view()
    };
    let is_unknown = move || counted.with(Option::is_none);
    view! {
        <section class="card">
            <h2>"Who holds the votes of the elected"</h2>
            <p class="sm mid">"Delegates under common control count as one."</p>
            <Show when=is_unknown>
                <p class="mid">{UNKNOWN} " The node did not say who is elected."</p>
            </Show>
            <div class="list settings" data-test="network-parties">{rows}</div>
        </section>
    }
}

/// A party with its part of the votes.
#[component]
fn Party(party: FigureInput, total: u128, most: u128, crossed: Option<String>) -> impl IntoView {
    let own = votes(&party);
    let part = percent(own, total, 2).unwrap_or_else(|| UNKNOWN.to_owned());
    view! {
        <div>
            <span>
                {party.name.clone()}
                {crossed.map(|words| view! { <span class="sm dim">{words}</span> })}
            </span>
            <span class="row tight">
                <ShareBar share=own as f64 / (most as f64).max(1.0) />
                <span class="sm">{part}</span>
            </span>
        </div>
    }
}

/// The votes of a party in Rau-votes.
const fn votes(party: &FigureInput) -> u128 {
    match party.value {
        FigureValue::Votes(votes) => votes.rau(),
        _ => 0,
    }
}
