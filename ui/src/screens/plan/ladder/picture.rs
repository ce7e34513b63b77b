//! Votes against liquidity: the picture of a ladder, and what it costs to have some of the money sooner.

use ballast_domain::plan::Ladder;
use leptos::prelude::*;

use crate::kit::{
    charts::{Fall, Sheet, steps},
    components::Money,
    format::{date, percent},
};

/// The card; its table twin is the table of rungs.
#[component]
pub fn Picture(ladder: Ladder) -> impl IntoView {
    let (total, single, start) = (ladder.total, ladder.single, ladder.start);
    let less = percent(
        single.votes.rau().saturating_sub(total.votes.rau()),
        single.votes.rau(),
        3,
    );
    let any_locked = ladder.rungs.iter().any(|r| r.rung.locked);
    let draw = move |width| {
        let falls: Vec<Fall> = ladder
            .rungs
            .iter()
            .map(|r| Fall {
                at: r.free,
                amount: r.rung.amount,
                votes: r.votes,
            })
            .collect();
        steps(start, &falls, width)
    };
    view! {
        <section class="card stack-m">
            <div class="row">
                <h2>"Votes against liquidity"</h2>
                <span class="sp"></span>
                <span class="sm dim">
                    {if any_locked { "if locked ones are unlocked when they are made" } else { "if unstaked when the days are over" }}
                </span>
            </div>
            <Sheet draw usual=990 label="Votes that fall and money that comes to hand; the figures stand in the table" test="ladder-picture" />
            <div class="legend" data-test="ladder-sums">
                <div>
                    <div class="sm mid">"Staked"</div>
                    <div class="value"><Money of=total.amount test="ladder-total" unit=true /></div>
                </div>
                <div>
                    <div class="sm mid">"Votes"</div>
                    <div class="value votes-ink"><Money of=total.votes test="ladder-votes" at_least=0 at_most=0 /></div>
                </div>
                <div>
                    <div class="sm mid">"In one bucket"</div>
                    <div class="value votes-ink"><Money of=single.votes test="ladder-single" at_least=0 at_most=0 /></div>
                    <div class="xs dim">{less.map(|less| format!("the ladder gives {less} less"))}</div>
                </div>
                <div>
                    <div class="sm mid">"The last of it"</div>
                    <div class="value">{date(total.free)}</div>
                </div>
            </div>
        </section>
    }
}
