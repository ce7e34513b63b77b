//! An action in a line: when, what, what it moved, what it cost, how far it has come.

use ballast_api::{COMMISSION, HistoryRow, LEFT, PAYOUT, RECEIVED, SequenceView, StepOf, TimeOf, TokenMove};
use ballast_domain::{Action, Amount, Timestamp};
use leptos::prelude::*;

use super::{
    arrival,
    lines::{Line, done_of},
};
use crate::{
    flows::{
        sequence::{SequenceMark, StepMark, words_of},
        submission::StateMark,
    },
    kit::{
        components::{Column, Glyph, Icon, Money, bucket_page},
        format::{UNKNOWN, date_time, headline, short, submission_page},
        state::app,
    },
};

/// The columns of the table; with the accounts where several are looked at together. `toggle` opens a sequence, or closes
/// it.
pub fn columns(with_accounts: bool, toggle: Callback<String>) -> Vec<Column<Line>> {
    let mut columns = vec![
        Column::new("time", "Time", |line: &Line| match line {
            Line::One(row) => time(row),
            Line::Sequence { view, .. } => begun(view.created),
            Line::Step { row, .. } => row.as_deref().map_or_else(|| ().into_any(), time),
        })
        .sorted_by(Line::time),
        Column::new("what", "Action", move |line: &Line| match line {
            Line::One(row) => what(row),
            Line::Sequence { view, open, .. } => whole(view, *open, toggle),
            Line::Step { number, step, .. } => one_step(*number, step),
        })
        .sorted_by(|line| line.row().map(|row| row.action.clone())),
        Column::new("in", "In, IOTX", |line: &Line| match line {
            Line::Sequence { sums, view, .. } => sum(sums.incoming, &view.id, "in"),
            line => line
                .row()
                .map_or_else(|| ().into_any(), |row| moved(row, row.incoming, true)),
        })
        .numeric(),
        Column::new("out", "Out, IOTX", |line: &Line| match line {
            Line::Sequence { sums, view, .. } => sum(sums.outgoing, &view.id, "out"),
            line => line
                .row()
                .map_or_else(|| ().into_any(), |row| moved(row, row.outgoing, false)),
        })
        .numeric(),
        Column::new("fee", "Fee, IOTX", |line: &Line| match line {
            Line::Sequence { sums, view, .. } => sum(sums.fee, &view.id, "fee"),
            line => line.row().map_or_else(|| ().into_any(), fee),
        })
        .where_wide(),
        Column::new("bucket", "Bucket", |line: &Line| {
            let bucket = line.row().and_then(|row| row.bucket);
            bucket.map(|id| view! { <a class="named" href=bucket_page(id) title=id.title()>{id.in_table()}</a> })
        })
        .numeric(),
        Column::new("state", "State", state).sorted_by(|line| match line {
            Line::Sequence { view, .. } => view.state.word(),
            line => line.row().map_or("", |row| row.state.word()),
        }),
    ];
    if with_accounts {
        let account = |line: &Line| match line {
            Line::One(row) => Some(row.account),
            Line::Sequence { view, .. } => view.steps.first().map(|step| step.agreed.step.intent.account),
            Line::Step { step, .. } => Some(step.agreed.step.intent.account),
        };
        let name = move |line: &Line| account(line).map(|account| app().name_of(account)).unwrap_or_default();
        let shown = move |line: &Line| {
            let name = name(line);
            view! { <span class="clip" title=name.clone()>{name.clone()}</span> }
        };
        columns.insert(1, Column::new("account", "Account", shown).sorted_by(name));
    }
    columns
}

fn fee(row: &HistoryRow) -> AnyView {
    match row.fee {
        Some(fee) => view! { <Money of=fee test=format!("activity-{}-fee", row.id) at_least=0 /> }.into_any(),
        None => UNKNOWN.into_any(),
    }
}

fn state(line: &Line) -> AnyView {
    match line {
        Line::One(row) if row.held => {
            view! { <span class="chip warn"><Icon glyph=Glyph::Warning />"Asks you"</span> }.into_any()
        }
        Line::One(row) => view! { <StateMark state=row.state /> }.into_any(),
        Line::Sequence { view, .. } => view! { <SequenceMark state=view.state.clone() brief=true /> }.into_any(),
        Line::Step { row: Some(row), .. } if row.held => {
            view! { <span class="chip warn"><Icon glyph=Glyph::Warning />"Asks you"</span> }.into_any()
        }
        Line::Step { row: Some(row), .. } => view! { <StateMark state=row.state /> }.into_any(),
        Line::Step { step, .. } => view! { <StepMark state=step.state.clone() /> }.into_any(),
    }
}

fn sum(amount: Amount, id: &str, what: &str) -> AnyView {
    match amount {
        Amount::ZERO => view! { <span class="dim">"0"</span> }.into_any(),
        amount => view! { <Money of=amount test=format!("activity-{id}-{what}") at_least=0 /> }.into_any(),
    }
}

fn begun(at: Timestamp) -> AnyView {
    view! {
        <span class="sm mid" title="When it was begun, by this computer's clock">
            {date_time(at)}
            " *"
        </span>
    }
    .into_any()
}

/// A sequence in a line: its mark opens it to its steps, its words lead to its page.
fn whole(view: &SequenceView, open: bool, toggle: Callback<String>) -> AnyView {
    let (id, mark) = (view.id.clone(), if open { "▾" } else { "▸" });
    view! {
        <span class="row tight">
            <button
                type="button"
                class="disclose"
                aria-expanded=open.to_string()
                aria-label="Its steps"
                data-test=format!("open-{}", view.id)
                on:click=move |_| toggle.run(id.clone())
            >
                {mark}
            </button>
            <a
                class="what"
                href=format!("/sequences/{}", view.id)
                data-test=format!("sequence-{}", view.id)
                title=view.title.clone()
            >
                <b>{app().in_names(&view.title)}</b>
                <span class="under">{format!("Sequence, {}", done_of(view))}</span>
            </a>
        </span>
    }
    .into_any()
}

fn one_step(number: usize, step: &StepOf) -> AnyView {
    let sentence = headline(&step.agreed.sentence).0.to_owned();
    let words = words_of(&step.state);
    let sentence = app().in_names(&sentence);
    view! {
        <span class="what indented" title=step.agreed.sentence.clone()>
            <b>{format!("{number}. {sentence}")}</b>
            <span class="under">{app().in_names(&words)}</span>
        </span>
    }
    .into_any()
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

/// Where a row leads: to the page of what was signed, or to all that is known of what came in by itself.
pub fn page(row: &HistoryRow) -> String {
    match row.arrival {
        Some(_) => arrival::page(&row.id),
        None => submission_page(&row.id),
    }
}

fn what(row: &HistoryRow) -> AnyView {
    let app = app();
    let mut under = vec![action_word(&row.action)];
    under.extend(row.from.map(|from| format!("from {}", app.name_of(from))));
    under.extend(row.to.map(|to| format!("to {}", app.name_of(to))));
    under.extend((!row.note.is_empty()).then(|| row.note.clone()));
    let test = match row.arrival.is_some() {
        true => row.id.clone(),
        false => format!("submission-{}", row.id),
    };
    view! {
        <a
            class="what"
            href=page(row)
            data-test=test
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
    match moved.in_smallest_units() {
        true => (what, format!("of the smallest unit of {word}")),
        false => (what, word),
    }
}

/// What people call actions of a tag; of one that is not known, as of a later version of Ballast, the tag.
pub fn action_word(tag: &str) -> String {
    let word = match tag {
        RECEIVED => "Received",
        PAYOUT => "Payout to voters",
        COMMISSION => "Commission",
        LEFT => "Signed elsewhere",
        tag => Action::words_of(tag).unwrap_or(tag),
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Address, TokenAmount};

    use super::*;

    #[test]
    fn an_amount_whose_decimals_are_not_known_is_no_plain_number() {
        let moved = |symbol: Option<&str>, decimals| TokenMove {
            token: Address::ZERO,
            symbol: symbol.map(Into::into),
            came: true,
            amount: Some(TokenAmount::new(7.into(), decimals)),
            number: None,
        };
        assert!(tokens(&moved(None, 0)).1.starts_with("of the smallest unit of "));
        assert_eq!(tokens(&moved(Some("TCOIN"), 0)), ("7".into(), "TCOIN".into()));
        assert!(!tokens(&moved(None, 6)).1.contains("smallest"));
    }

    #[test]
    fn actions_have_words() {
        assert_eq!(action_word("createStake"), "Create stake");
        assert_eq!(action_word("send"), "Send");
        assert_eq!(action_word("received"), "Received");
        assert_eq!(action_word("payout"), "Payout to voters");
        assert_eq!(action_word("left"), "Signed elsewhere");
        assert_eq!(action_word("nftChangeDelegate"), "Bucket NFT: change delegate");
        assert_eq!(action_word("sendNft"), "Send NFT");
        assert_eq!(action_word("candidateRegisterWithBLS"), "Delegate register with BLS");
        assert_eq!(
            action_word("requestCandidateDeactivation"),
            "Request delegate deactivation"
        );
    }
}
