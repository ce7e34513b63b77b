//! What each day more adds, as a chart and as a table.

use ballast_domain::plan::{Optimum, Point};
use leptos::prelude::*;

use crate::kit::{
    charts::{Gain, Sheet, gain},
    components::Money,
    format::{UNKNOWN, grouped},
};

/// Rows of the table at most: a day each would be a thousand.
const ROWS: usize = 24;

/// The card; nothing where there are too few durations to compare.
#[component]
pub fn Curve(optimum: Optimum) -> impl IntoView {
    let chosen = optimum.best_unlocked.duration.0;
    let gains: Vec<Gain> = optimum
        .points
        .iter()
        .map(|p| Gain {
            days: p.duration.0,
            unlocked: p.gain.approx(),
            locked: p.locked_gain.map(|g| g.approx()),
        })
        .collect();
    if gains.len() < 4 {
        return ().into_any();
    }
    let every = optimum.points.len().div_ceil(ROWS);
    let shown: Vec<Point> = optimum.points.into_iter().step_by(every.max(1)).collect();
    let rows = shown
        .into_iter()
        .map(|p| {
            let known = |votes: Option<ballast_domain::Votes>| match votes {
                Some(votes) => view! { <Money of=votes at_least=4 at_most=4 /> }.into_any(),
                None => UNKNOWN.into_any(),
            };
            view! {
                <tr>
                    <td class="n">{grouped(u64::from(p.duration.0))}</td>
                    <td class="n"><Money of=p.unlocked at_most=2 /></td>
                    <td class="n">{known(Some(p.gain))}</td>
                    <td class="n">{known(p.locked)}</td>
                    <td class="n">{known(p.locked_gain)}</td>
                </tr>
            }
        })
        .collect_view();
    let draw = move |width| gain(&gains, chosen, width);
    let label = format!(
        "What one day more adds to the votes; {} days are chosen",
        grouped(chosen.into())
    );
    view! {
        <section class="card">
            <div class="row">
                <h2>"What one day more adds"</h2>
                <span class="sp"></span>
                <span class="sm dim">"votes a day, by duration"</span>
            </div>
            <Sheet draw usual=990 label=Signal::stored(label) test="plan-curve" />
            <details data-test="plan-table">
                <summary>"As a table"</summary>
                <table class="plain">
                    <thead>
                        <tr>
                            <th class="n">"Days"</th>
                            <th class="n">"Votes"</th>
                            <th class="n">"its last day adds"</th>
                            <th class="n">"Votes, locked"</th>
                            <th class="n">"its last day adds"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </section>
    }
    .into_any()
}
