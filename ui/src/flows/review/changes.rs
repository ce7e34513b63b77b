//! Before and after.

use ballast_domain::{Change, Figure};
use leptos::prelude::*;

use super::source::SourceWord;
use crate::kit::{
    components::{Money, Said},
    format::{UNKNOWN, date, grouped, ordinal},
};

/// Decimals that figures show; all of them stand in their titles.
const USUAL: usize = 4;

/// One line for each thing that changes.
#[component]
pub fn Changes(
    /// What changes.
    changes: Vec<Change>,
    /// Whether it says whose word each line is: where a contract decides, not all of it is the wallet's.
    #[prop(optional)]
    with_source: bool,
) -> impl IntoView {
    let lines = changes
        .into_iter()
        .map(|change| {
            let (unit, digits) = (unit_of(&change), digits_of(&change));
            let source = with_source.then(|| change.source());
            let name = change.label.to_lowercase().replace([' ', ','], "-");
            view! {
                <tr data-test=format!("change-{name}")>
                    <th scope="row"><Said says=change.says.of(&change.label) /> {unit.map(|unit| view! { <span class="dim">{format!(", {unit}")}</span> })}</th>
                    <td class="n"><Shown figure=change.before digits /></td>
                    <td class="arrow" aria-hidden="true">"→"</td>
                    <td class="n b"><Shown figure=change.after digits /></td>
                    {source.map(|source| view! { <td class="whose"><SourceWord source /></td> })}
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="changes" data-test="review-changes">
            <thead>
                <tr>
                    <td></td>
                    <th class="n" scope="col">"before"</th>
                    <td></td>
                    <th class="n" scope="col">"after"</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

/// What a line's figures are in, said once beside its name; nothing where the name says it, or where there is no unit.
fn unit_of(change: &Change) -> Option<&'static str> {
    let has = |is: fn(&Figure) -> bool| is(&change.before) || is(&change.after);
    let named = |unit: &str| change.label.to_lowercase().contains(unit);
    match () {
        () if has(|f| matches!(f, Figure::Iotx(_))) => Some("IOTX").filter(|_| !named("iotx")),
        () if has(|f| matches!(f, Figure::Votes(_))) => Some("votes").filter(|_| !named("votes")),
        () => None,
    }
}

/// Decimals that a line of money shows: the usual four, or as many as tell before and after apart.
fn digits_of(change: &Change) -> usize {
    let (Figure::Iotx(before), Figure::Iotx(after)) = (&change.before, &change.after) else {
        return USUAL;
    };
    (USUAL..18)
        .find(|digits| before == after || before.parts(2, *digits) != after.parts(2, *digits))
        .unwrap_or(18)
}

#[component]
fn Shown(figure: Figure, digits: usize) -> impl IntoView {
    match figure {
        Figure::Iotx(amount) => view! { <Money of=amount at_most=digits /> }.into_any(),
        Figure::Votes(votes) => view! { <Money of=votes at_least=2 at_most=2 /> }.into_any(),
        Figure::Count(count) => grouped(count).into_any(),
        Figure::Place(place) => ordinal(place).into_any(),
        Figure::Date(at) => date(at).into_any(),
        Figure::Text(text) => text.into_any(),
        Figure::Unknown => UNKNOWN.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Amount, Votes};

    use super::*;

    #[test]
    fn no_change_is_hidden_by_decimals_that_are_cut() {
        let digits = |before: u128, after: u128| {
            let iotx = |rau| Figure::Iotx(Amount::from_rau(rau));
            digits_of(&Change::new("Liquid", iotx(before), iotx(after)))
        };
        assert_eq!(digits(55_499_969_999_999_999_999_997, 9_000_000_000_000_000_000), 4);
        assert_eq!(digits(1_000_000_000_000_000_000, 1_000_000_000_000_000_001), 18);
        assert_eq!(digits(7, 7), 4);
    }

    #[test]
    fn a_unit_stands_once_in_a_line() {
        let line = |label: &str, before, after| unit_of(&Change::new(label, before, after));
        let money = || Figure::Iotx(Amount::from_iotx(1));
        assert_eq!(line("Liquid", money(), money()), Some("IOTX"));
        assert_eq!(line("Liquid", Figure::Unknown, money()), Some("IOTX"));
        let votes = || Figure::Votes(Votes::from_iotx(1));
        assert_eq!(line("Votes of fathom", votes(), votes()), None, "its name says it");
        assert_eq!(line("Buckets", Figure::Count(1), Figure::Count(2)), None);
    }
}
