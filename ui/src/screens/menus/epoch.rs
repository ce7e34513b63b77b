//! The delegates of the epoch and of the next.

use ballast_api::EpochView;
use ballast_domain::Address;
use leptos::prelude::*;

use crate::kit::{
    components::Avatar,
    format::{grouped, in_time, short},
    state::app,
};

/// The epoch that runs: its blocks, its delegates, and who comes next.
#[component]
pub fn EpochMenu() -> impl IntoView {
    let app = app();
    let epoch = Memo::new(move |_| app.chain.with(|c| c.as_ref().and_then(|c| c.epoch.clone())));
    move || epoch.get().map(|epoch| view! { <EpochPanel epoch /> })
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
                    let shown = known.clone().unwrap_or_else(|| short(&operator.to_io1()));
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
