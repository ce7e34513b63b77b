//! The last actions, and what the protocol paid or compounded among them: this computer's own record, which needs no node.

use ballast_api::{PaidLine, SubmissionView, calls};
use leptos::prelude::*;

use crate::{
    flows::submission::{StateMark, SubmissionLine},
    kit::{
        components::{Reading, Skeleton},
        format::{date_time, in_path},
        state::{app, read},
    },
};

/// As many as stand beside what comes next.
const SHOWN: usize = 5;

/// The newest first.
#[component]
pub fn LastActions() -> impl IntoView {
    let app = app();
    let list = read(move || {
        app.network().map(|_| calls::GetSubmissions {
            account: app.account.get(),
        })
    });
    let paid = read(move || {
        app.network().map(|_| calls::GetLastPayouts {
            account: app.account.get(),
            most: SHOWN as u64,
        })
    });
    let newest = move || {
        let own = list.value.get().unwrap_or_default();
        among(own, paid.value.get().unwrap_or_default())
    };
    let nothing = move || paid.value.with(|paid| paid.as_ref().is_none_or(Vec::is_empty));
    let none = move || list.value.with(|l| l.as_ref().is_some_and(Vec::is_empty)) && nothing();
    view! {
        <section class="card">
            <div class="row">
                <h2>"Last actions"</h2>
                <span class="sp"></span>
                <a class="sm dim" href="/activity" data-test="home-activity">"All"</a>
            </div>
            <Reading of=list test="home-submissions-error" waiting=|| view! { <p class="quiet-line"><Skeleton size="long" /></p> }>
                <div class="list actions" data-test="home-submissions">
                    <For each=newest key=Line::key let:line>
                        {match line {
                            Line::Own(submission) => view! { <SubmissionLine submission=*submission /> }.into_any(),
                            Line::Paid(row) => view! { <PayoutLine row=*row /> }.into_any(),
                        }}
                    </For>
                </div>
                <Show when=none>
                    <p class="sm mid quiet-line">"What you sign with this account appears here."</p>
                </Show>
            </Reading>
        </section>
    }
}

/// What the protocol paid or compounded, in one line; leads to all that is known of it.
#[component]
fn PayoutLine(row: PaidLine) -> impl IntoView {
    let app = app();
    let sentence = row.sentence.clone();
    view! {
        <a href=format!("/activity?received={}", in_path(&row.id)) data-test=row.id.clone()>
            <div>
                <div class="b clip" title=row.sentence>{move || app.in_names(&sentence)}</div>
                <div class="xs dim">{date_time(row.time)}</div>
            </div>
            <StateMark state=row.state />
        </a>
    }
}

/// A line of the last actions.
#[derive(Clone, PartialEq)]
enum Line {
    /// What was signed here.
    Own(Box<SubmissionView>),
    /// What the protocol paid or compounded.
    Paid(Box<PaidLine>),
}

impl Line {
    /// Names it, as it stands.
    fn key(&self) -> String {
        match self {
            Self::Own(own) => format!("{} {:?} {}", own.id, own.state, own.held),
            // A delegate's name may come to be known later.
            Self::Paid(row) => format!("{} {}", row.id, row.sentence),
        }
    }
}

/// Puts payouts among own actions by their blocks, as many as are shown. Own actions stay in the order in which they were signed.
fn among(own: Vec<SubmissionView>, paid: Vec<PaidLine>) -> Vec<Line> {
    let mut paid = paid.into_iter().peekable();
    let mut all = Vec::new();
    for submission in own.into_iter().take(SHOWN) {
        while let Some(row) = paid.next_if(|row| submission.height.is_some() && row.height > submission.height) {
            all.push(Line::Paid(Box::new(row)));
        }
        all.push(Line::Own(Box::new(submission)));
    }
    all.extend(paid.map(|row| Line::Paid(Box::new(row))));
    all.truncate(SHOWN);
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn own(id: u64, height: Option<u64>) -> SubmissionView {
        let zero = format!("0x{}", "00".repeat(20));
        let hash = format!("0x{}", "00".repeat(32));
        serde_json::from_value(json!({
            "id": id.to_string(), "account": zero, "action": "send", "sentence": "Sent.", "state": "final", "hash": hash,
            "nonce": 0, "created": 0, "changed": 0, "height": height, "fee": null, "outcome": null, "error": null,
        }))
        .unwrap()
    }

    fn paid(id: u64, height: u64) -> PaidLine {
        serde_json::from_value(json!({
            "id": id.to_string(), "time": 0, "sentence": "Paid.", "height": height, "state": "final",
        }))
        .unwrap()
    }

    #[test]
    fn payouts_stand_by_their_blocks_among_what_was_signed() {
        let ids = |lines: Vec<Line>| -> Vec<String> {
            let id = |line: Line| match line {
                Line::Own(own) => own.id,
                Line::Paid(row) => row.id,
            };
            lines.into_iter().map(id).collect()
        };
        let signed = || vec![own(1, None), own(2, Some(20)), own(3, Some(10))];
        assert_eq!(
            ids(among(signed(), vec![paid(8, 25), paid(9, 15)])),
            ["1", "8", "2", "9", "3"]
        );
        let many = (0..9).map(|n| paid(10 + n, 9)).collect();
        assert_eq!(ids(among(signed(), many)), ["1", "2", "3", "10", "11"]);
        assert_eq!(ids(among(Vec::new(), vec![paid(8, 25)])), ["8"]);
    }
}
