//! The two best ways, beside each other: with whatever it takes, and without having to unlock in time.

use ballast_domain::{
    SECONDS_PER_DAY,
    plan::{Optimum, StakeOption},
};
use leptos::prelude::*;

use crate::kit::{
    components::{Button, Glyph, Icon, Look, Money},
    format::{date_time, grouped, percent, span},
};

/// Less time than this to unlock in is a trap.
const SHORT: u64 = 7 * SECONDS_PER_DAY;

/// Both ways; one where they are the same.
#[component]
pub fn Best(optimum: Optimum, take: Callback<StakeOption>, ready: Signal<bool>) -> impl IntoView {
    let plain = optimum.best_unlocked.clone();
    let dearer = (optimum.best != plain).then(|| {
        let (best, more) = (optimum.best.clone(), more(&optimum));
        let option = best.clone();
        view! {
            <section class="card stack-m" data-test="plan-best">
                <h2>"The most votes"</h2>
                <Way option=best optimum=optimum.clone() />
                <span class="sm mid">{more}</span>
                <div class="row form-foot">
                    <Button
                        test="plan-take-best"
                        press=move || take.run(option.clone())
                        disabled=Signal::derive(move || !ready.get())
                    >
                        "Review this stake"
                    </Button>
                </div>
            </section>
        }
    });
    let heading = if dearer.is_some() {
        "Without stake-lock"
    } else {
        "The most votes"
    };
    let option = plain.clone();
    view! {
        <div class="grid2">
            <section class="card stack-m" data-test="plan-unlocked">
                <h2>{heading}</h2>
                <Way option=plain optimum />
                <span class="sm mid">"Nothing has to be done in between."</span>
                <Show when=move || !ready.get()>
                    <span class="xs dim">"Choose an account and a delegate above."</span>
                </Show>
                <div class="row form-foot">
                    <Button
                        test="plan-take-unlocked"
                        press=move || take.run(option.clone())
                        look=Look::Primary
                        disabled=Signal::derive(move || !ready.get())
                    >
                        "Review this stake"
                    </Button>
                </div>
            </section>
            {dearer}
        </div>
    }
}

/// How much better the best is than doing without a lock.
fn more(optimum: &Optimum) -> String {
    let (best, plain) = (
        optimum.best.vote_time.rau_seconds(),
        optimum.best_unlocked.vote_time.rau_seconds(),
    );
    match percent(best.saturating_sub(plain), plain, 3) {
        Some(share) => format!("{share} more votes over the whole time than without stake-lock."),
        None => String::new(),
    }
}

#[component]
fn Way(option: StakeOption, optimum: Optimum) -> impl IntoView {
    let days = grouped(u64::from(option.duration.0));
    let lock = if option.locked { "with" } else { "without" };
    let (unstake_by, needed) = (optimum.unstake_by, optimum.needed);
    let unlock = option.unlock_by.map(|by| (by, optimum.start.seconds_until(by)));
    let trap = unlock.filter(|(_, left)| *left < SHORT).map(|(_, left)| {
        view! {
            <div class="note warn" data-test="plan-trap">
                <Icon glyph=Glyph::Warning />
                <span>
                    {format!("Only {} are left to unlock it in. Later, the money comes later than you need it, by a whole duration at worst.", span(left))}
                </span>
            </div>
        }
    });
    view! {
        <p class="sentence">{format!("{days} days {lock} stake-lock")}</p>
        <div class="list facts wide-names">
            <div>
                <span class="mid">"Votes"</span>
                <span class="m votes-ink left"><Money of=option.votes test="plan-votes" at_least=0 at_most=2 /></span>
            </div>
            {option
                .locked
                .then(|| {
                    view! {
                        <div>
                            <span class="mid">"Once unlocked"</span>
                            <span class="m votes-ink left"><Money of=option.votes_unlocked at_least=0 at_most=2 /></span>
                        </div>
                    }
                })}
            <div>
                <span class="mid">"Vote-days in all"</span>
                <span class="m left"><Money of=option.vote_time.vote_days() at_least=0 at_most=0 /></span>
            </div>
            {unlock
                .map(|(by, _)| {
                    view! {
                        <div>
                            <span class="mid">"Unlock by"</span>
                            <span class="m" data-test="plan-unlock-by">{date_time(by)}</span>
                        </div>
                    }
                })}
            <div>
                <span class="mid">"Unstake by"</span>
                <span class="m" data-test="plan-unstake-by">{date_time(unstake_by)}</span>
            </div>
            <div>
                <span class="mid">"Withdraw on"</span>
                <span class="m">{date_time(needed)}</span>
            </div>
        </div>
        {trap}
    }
}
