//! The thresholds of the election: what the delegate has, what each takes, and what would close the distance.

use ballast_api::{OwnDelegate, Way};
use ballast_domain::{Amount, Gap, Votes};
use leptos::prelude::*;

use crate::kit::{
    components::{Money, Quantity},
    format::{grouped, ordinal},
};

/// One line of the table.
struct Line {
    name: String,
    test: &'static str,
    has: Quantity,
    needs: Quantity,
    missing: Option<Quantity>,
}

fn line<T: Copy + Into<Quantity>>(name: String, test: &'static str, gap: Gap<T>, missing: Option<T>) -> Line {
    Line {
        name,
        test,
        has: gap.has.into(),
        needs: gap.needs.into(),
        missing: missing.map(Into::into),
    }
}

fn of_votes(name: String, test: &'static str, gap: Gap<Votes>) -> Line {
    line(name, test, gap, (!gap.is_met()).then(|| gap.missing()))
}

fn of_money(name: &str, test: &'static str, gap: Gap<Amount>) -> Line {
    line(name.to_owned(), test, gap, (!gap.is_met()).then(|| gap.missing()))
}

/// The distances, and the ways to close them.
#[component]
pub fn Gaps(own: OwnDelegate) -> impl IntoView {
    let s = &own.standing;
    let lines = [
        of_votes(format!("{} place by votes", ordinal(s.pool)), "gap-pool", s.for_pool),
        of_votes("Votes to be listed".to_owned(), "gap-list", s.for_list),
        of_money("Self-stake to stay", "gap-stay", s.to_stay),
        of_money("Self-stake to enter", "gap-enter", s.to_enter),
    ];
    let rows = lines
        .into_iter()
        .map(|line| {
            let verdict = match line.missing {
                None => view! { <span class="chip good">"enough"</span> }.into_any(),
                Some(missing) => view! {
                    <span class="bad-ink">
                        "lacks "
                        <Money of=missing at_least=0 unit=true test=format!("{}-missing", line.test) />
                    </span>
                }
                .into_any(),
            };
            view! {
                <tr data-test=line.test>
                    <th scope="row">{line.name}</th>
                    <td class="n"><Money of=line.has /></td>
                    <td class="n"><Money of=line.needs at_least=0 /></td>
                    <td class="n">{verdict}</td>
                </tr>
            }
        })
        .collect_view();
    let enters = own.suitable.first().map(|bucket| {
        view! {
            <p class="sm mid" data-test="own-suitable">
                {format!("Bucket {} could be its self-stake.", bucket.id)}
            </p>
        }
    });
    view! {
        <table class="changes" data-test="own-gaps">
            <thead>
                <tr>
                    <td></td>
                    <th class="n" scope="col">"has"</th>
                    <th class="n" scope="col">"needs"</th>
                    <td></td>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {enters}
        <Ways ways=own.ways.clone() />
    }
}

/// Stakes that would bring the missing votes, by the chain's own formula.
#[component]
fn Ways(ways: Vec<Way>) -> impl IntoView {
    if ways.is_empty() {
        return ().into_any();
    }
    let lines = ways
        .into_iter()
        .map(|way| {
            let how = match way.duration {
                Some(days) => {
                    let lock = if way.locked {
                        "with stake-lock"
                    } else {
                        "without stake-lock"
                    };
                    format!("staked for {} days {lock}", grouped(u64::from(days.0)))
                }
                None => "added to the self-stake".to_owned(),
            };
            view! {
                <li>
                    <Money of=way.amount at_least=0 unit=true />
                    {format!(" {how}")}
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="stack-s" data-test="own-ways">
            <b>"Any of these would bring the missing votes"</b>
            <ul class="sm mid">{lines}</ul>
        </div>
    }
    .into_any()
}
