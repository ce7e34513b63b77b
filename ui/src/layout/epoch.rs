//! The epoch: how much of it is left, who makes its blocks, who comes next.

use ballast_api::EpochView;
use ballast_domain::Address;
use leptos::prelude::*;

use crate::kit::{
    components::{Avatar, Popover},
    format::{grouped, in_time, span},
    state::app,
};

/// The epoch's number, its bar and the time left; opens its delegates.
#[component]
pub fn EpochBar() -> impl IntoView {
    let app = app();
    let epoch = Memo::new(move |_| app.chain.with(|c| c.as_ref().and_then(|c| c.epoch.clone())));
    let height = Memo::new(move |_| app.chain.with(|c| c.as_ref().and_then(|c| c.height)));
    let done = move || match (epoch.get(), height.get()) {
        (Some(e), Some(h)) => {
            let (past, all) = (
                h.0.saturating_sub(e.start.0) + 1,
                e.last.0.saturating_sub(e.start.0) + 1,
            );
            (past as f64 / all as f64).clamp(0.0, 1.0)
        }
        _ => 0.0,
    };
    let number = move || epoch.get().map(|e| format!("Epoch {}", grouped(e.epoch.0)));
    let left = move || epoch.get().map(|e| format!("{} left", span(e.seconds_left)));
    let button = move || {
        view! {
            <span class="mid" data-test="epoch-number">{number}</span>
            <svg aria-hidden="true">
                <rect class="track" width="100%" height="4" rx="2" />
                <rect class="fill-votes" width=move || format!("{:.1}%", done() * 100.0) height="4" rx="2" />
            </svg>
            <span class="dim" data-test="epoch-left">{left}</span>
        }
    };
    view! {
        <Show when=move || epoch.with(Option::is_some)>
            <Popover class="epoch" test="epoch" label="How much of the epoch is left, who makes its blocks, who comes next" button=ViewFn::from(button)>
                {move || epoch.get().map(|epoch| view! { <EpochPanel epoch /> })}
            </Popover>
        </Show>
    }
}

#[component]
fn EpochPanel(epoch: EpochView) -> impl IntoView {
    let app = app();
    let active = epoch.active.clone().unwrap_or_default();
    let count = |list: &Option<Vec<Address>>| list.as_ref().map_or("—".to_owned(), |l| l.len().to_string());
    let heading = format!(
        "{} in the pool, {} making blocks",
        count(&epoch.pool),
        count(&epoch.active)
    );
    let fixed_in = {
        let (start, cutoff, last) = (epoch.start.0, epoch.cutoff.0, epoch.last.0);
        let left = epoch.seconds_left;
        move || {
            let height = app
                .chain
                .with(|c| c.as_ref().and_then(|c| c.height))
                .map_or(start, |h| h.0);
            let to_end = last.saturating_sub(height).max(1);
            in_time(left * cutoff.saturating_sub(height) / to_end)
        }
    };
    view! {
        <div class="stack epoch-panel">
            <div class="stack-s">
                <h2>{format!("Epoch {}", grouped(epoch.epoch.0))}</h2>
                <div class="sm mid">
                    {format!("Blocks {} to {}. {heading} ●.", grouped(epoch.start.0), grouped(epoch.last.0))}
                </div>
                <Names operators=epoch.pool marked=active test="epoch-pool" />
            </div>
            <div class="stack-s">
                <h2>"The next epoch"</h2>
                {if epoch.next_fixed {
                    view! { <Names operators=epoch.next_pool marked=Vec::new() test="epoch-next" /> }.into_any()
                } else {
                    view! {
                        <div class="sm mid" data-test="epoch-next-open">
                            {move || {
                                format!(
                                    "Its delegates are fixed at block {}, {}. Votes cast before that count in it.",
                                    grouped(epoch.cutoff.0),
                                    fixed_in(),
                                )
                            }}
                        </div>
                    }
                        .into_any()
                }}
            </div>
        </div>
    }
}

/// Delegates by their operators; names where the wallet knows them.
#[component]
fn Names(operators: Option<Vec<Address>>, marked: Vec<Address>, test: &'static str) -> impl IntoView {
    let delegates = app().delegates().value;
    let name = move |operator: Address| {
        delegates.with(|d| {
            let rows = d.as_ref().map(|d| d.rows.value.as_slice()).unwrap_or_default();
            rows.iter()
                .find(|row| row.operator == operator)
                .map(|row| row.name.clone())
        })
    };
    let Some(operators) = operators else {
        return view! { <div class="sm dim">"The node does not say."</div> }.into_any();
    };
    view! {
        <div class="names" data-test=test>
            {operators
                .into_iter()
                .map(|operator| {
                    let known = name(operator);
                    let shown = known.clone().unwrap_or_else(|| crate::kit::format::short(&operator.to_io1()));
                    view! {
                        <span class="row tight sm" class:dim=!marked.is_empty() && !marked.contains(&operator)>
                            <Avatar name=shown.clone() />
                            {shown}
                            {marked.contains(&operator).then_some(" ●")}
                        </span>
                    }
                })
                .collect_view()}
        </div>
    }
    .into_any()
}
