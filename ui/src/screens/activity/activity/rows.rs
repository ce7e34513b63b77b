//! An action in a line: when, what, what it moved, what it cost, how far it has come.

use ballast_api::{HistoryRow, TimeOf, TokenMove};
use ballast_domain::{Action, Amount};
use leptos::prelude::*;

use crate::{
    flows::submission::StateMark,
    kit::{
        components::{Column, Glyph, Icon, Money},
        format::{UNKNOWN, date_time, headline, short},
        state::app,
    },
};

/// The columns of the table; with the accounts where several are looked at together.
pub fn columns(with_accounts: bool) -> Vec<Column<HistoryRow>> {
    let mut columns = vec![
        Column::new("time", "Time", time).sorted_by(|row| row.time),
        Column::new("what", "Action", what).sorted_by(|row| row.action.clone()),
        Column::new("in", "In, IOTX", |row: &HistoryRow| moved(row, row.incoming, true)).numeric(),
        Column::new("out", "Out, IOTX", |row: &HistoryRow| moved(row, row.outgoing, false)).numeric(),
        Column::new("fee", "Fee, IOTX", |row: &HistoryRow| match row.fee {
            Some(fee) => view! { <Money of=fee test=format!("activity-{}-fee", row.id) at_least=0 /> }.into_any(),
            None => UNKNOWN.into_any(),
        })
        .where_wide(),
        Column::new("bucket", "Bucket", |row: &HistoryRow| match row.bucket {
            Some(bucket) => bucket.in_table(),
            None => String::new(),
        })
        .numeric(),
        Column::new("state", "State", |row: &HistoryRow| match row.held {
            true => view! { <span class="chip warn"><Icon glyph=Glyph::Warning />"Asks you"</span> }.into_any(),
            false => view! { <StateMark state=row.state /> }.into_any(),
        })
        .sorted_by(|row| row.state.word()),
    ];
    if with_accounts {
        let name = |row: &HistoryRow| view! { <span class="clip">{app().name_of(row.account)}</span> };
        columns.insert(
            1,
            Column::new("account", "Account", name).sorted_by(|row| app().name_of(row.account)),
        );
    }
    columns
}

/// By the chain's clock where it is known; else when it was signed, and that is said.
fn time(row: &HistoryRow) -> AnyView {
    let signed = row.time_of == TimeOf::Signing;
    let title = if signed {
        "When it was signed, by this computer's clock"
    } else {
        "The block's time"
    };
    view! {
        <span class="sm mid" title=title>
            {date_time(row.time)}
            {signed.then_some(" *")}
        </span>
    }
    .into_any()
}

fn what(row: &HistoryRow) -> AnyView {
    let app = app();
    let mut under = vec![action_word(&row.action)];
    under.extend(row.to.map(|to| format!("to {}", app.name_of(to))));
    under.extend((!row.note.is_empty()).then(|| row.note.clone()));
    view! {
        <a
            class="what"
            href=format!("/activity/{}", row.id)
            data-test=format!("submission-{}", row.id)
            data-state=format!("{:?}", row.state).to_lowercase()
            title=row.sentence.clone()
        >
            <b>{app.in_names(headline(&row.sentence).0)}</b>
            <span class="under">{under.join(" · ")}</span>
        </a>
    }
    .into_any()
}

/// IOTX, or tokens where it moved no IOTX that way.
fn moved(row: &HistoryRow, amount: Option<Amount>, came: bool) -> AnyView {
    let token = row.tokens.iter().find(|moved| moved.came == came);
    match (amount, token) {
        (Some(Amount::ZERO), Some(moved)) => {
            let (what, word) = tokens(moved);
            view! { <span class="clip" title=moved.to_text()>{what} " " <span class="unit">{word}</span></span> }
                .into_any()
        }
        (Some(Amount::ZERO), None) => view! { <span class="dim">"0"</span> }.into_any(),
        (Some(amount), _) => {
            let way = if came { "in" } else { "out" };
            view! { <Money of=amount test=format!("activity-{}-{way}", row.id) /> }.into_any()
        }
        (None, _) => UNKNOWN.into_any(),
    }
}

fn tokens(moved: &TokenMove) -> (String, String) {
    let what = match (&moved.amount, &moved.number) {
        (Some(amount), _) => amount.for_people(),
        (None, Some(number)) => format!("no. {number}"),
        (None, None) => String::new(),
    };
    let word = moved.symbol.clone().unwrap_or_else(|| short(&moved.token.to_string()));
    (what, word)
}

/// What people call actions of a tag; of one that is not known, as of a later version of Ballast, the tag.
pub fn action_word(tag: &str) -> String {
    Action::words_of(tag).unwrap_or(tag).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_have_words() {
        assert_eq!(action_word("createStake"), "Create stake");
        assert_eq!(action_word("send"), "Send");
        assert_eq!(action_word("nftChangeDelegate"), "Bucket NFT: change delegate");
        assert_eq!(action_word("sendNft"), "Send NFT");
        assert_eq!(action_word("candidateRegisterWithBLS"), "Delegate register with BLS");
        assert_eq!(
            action_word("requestCandidateDeactivation"),
            "Request delegate deactivation"
        );
    }
}
