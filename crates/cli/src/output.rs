//! Answers on the terminal: tables for people, JSON for programs.

use ballast_api::{BatchProposal, Failure};
use ballast_domain::{Change, Figure, Proposal, Severity};
use serde::Serialize;

use crate::words;

/// JSON on standard output.
pub(crate) fn json<T: Serialize>(value: &T) {
    match serde_json::to_string_pretty(value) {
        Ok(text) => println!("{text}"),
        Err(error) => eprintln!("{error}"),
    }
}

/// A failure on standard error; as JSON on standard output too, for programs.
pub(crate) fn failure(failure: &Failure, as_json: bool) {
    if as_json {
        json(failure);
    }
    eprintln!("{} [{}]", failure.sentence, failure.code);
    if !failure.help.is_empty() {
        eprintln!("{}", failure.help);
    }
    if let Some(remedy) = failure.remedy.as_ref().and_then(words::remedy) {
        eprintln!("  {remedy}");
    }
}

/// Rows under a heading, columns as wide as they need, numbers to the right. A cell is one line, whoever wrote it.
pub(crate) fn table<const N: usize>(heading: [&str; N], rows: &[[String; N]]) {
    let one_line = |cell: &String| cell.replace(char::is_control, " ");
    let rows: Vec<[String; N]> = rows.iter().map(|row| row.each_ref().map(one_line)).collect();
    let width = |i: usize| {
        let cells = rows.iter().map(|r| r[i].chars().count());
        cells.chain([heading[i].chars().count()]).max().unwrap_or(0)
    };
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |cells: [&str; N]| {
        let cells = cells.iter().zip(widths).map(|(cell, width)| {
            let numeric = cell.trim_start_matches("≈ ").starts_with(|c: char| c.is_ascii_digit());
            if numeric {
                format!("{cell:>width$}")
            } else {
                format!("{cell:<width$}")
            }
        });
        println!("{}", cells.collect::<Vec<_>>().join("  ").trim_end());
    };
    line(heading);
    for row in &rows {
        line(std::array::from_fn(|i| row[i].as_str()));
    }
}

/// A proposal as the review shows it.
pub(crate) fn proposal(p: &Proposal) {
    println!("{}\n", p.sentence);
    changes(p);
    if let Some(ran) = &p.ran {
        println!("{ran}\n");
    }
    for w in &p.warnings {
        println!("{}", words::warning(w));
        if let Some(remedy) = words::remedy(&w.remedy) {
            println!("  {remedy}");
        }
    }
    for t in &p.transactions {
        let method = t.method.as_deref().unwrap_or("transfer");
        println!("{method} to {} with nonce {} on chain {}", t.to, t.nonce, t.chain_id);
    }
    println!("Fee {}.", fee(p));
}

/// Before and after; whose word each line is, where a node's is among them.
fn changes(p: &Proposal) {
    let row = |c: &Change| [c.label.clone(), figure(&c.before), figure(&c.after)];
    if p.changes.is_empty() {
        return;
    }
    match p.ran {
        Some(_) => {
            let with_source = |c: &Change| {
                let [label, before, after] = row(c);
                [label, before, after, c.source().words().to_owned()]
            };
            let rows: Vec<_> = p.changes.iter().map(with_source).collect();
            table(["", "before", "after", ""], &rows);
        }
        None => table(["", "before", "after"], &p.changes.iter().map(row).collect::<Vec<_>>()),
    }
    println!();
}

/// The proposal's fee, and whose word that is where it is a node's.
fn fee(p: &Proposal) -> String {
    let source = match p.ran {
        Some(_) => format!(", {}", p.fee_source().words()),
        None => String::new(),
    };
    format!("{} IOTX, at most {} IOTX{source}", p.fee.to_iotx(), p.max_fee.to_iotx())
}

/// A batch as its review shows it: each item, then the sums.
pub(crate) fn batch(batch: &BatchProposal) {
    let (legal, refused) = (batch.legal().count(), batch.refused().count());
    for (number, item) in (1..).zip(&batch.items) {
        // What is refused is not going to be as its sentence says.
        match item.transactions.is_empty() {
            true => println!("{number}. {}: not signed", item.intent.in_brief()),
            false => println!("{number}. {}", item.sentence),
        }
        for t in &item.transactions {
            println!("   {} to {}", t.method.as_deref().unwrap_or("transfer"), t.to);
            println!("   fee {}", fee(item));
        }
        item.ran.iter().for_each(|ran| println!("   {ran}"));
        for w in item.warnings.iter().filter(|w| w.severity != Severity::Note) {
            println!("   {}: {} [{}]", words::severity(w.severity), w.sentence, w.rule);
            if let Some(remedy) = words::remedy(&w.remedy) {
                println!("   {remedy}");
            }
        }
    }
    println!();
    if legal == 0 {
        println!("There is nothing to sign: rules forbid all of it.");
        return;
    }
    for account in &batch.totals {
        let rows: Vec<_> = account
            .changes
            .iter()
            .map(|c| [c.label.clone(), self::figure(&c.before), self::figure(&c.after)])
            .collect();
        table([account.account.to_string().as_str(), "before", "after"], &rows);
        println!();
    }
    if refused > 0 {
        println!("{refused} of {} cannot be done and are left out.", legal + refused);
    }
    println!(
        "{legal} transaction{}. {} IOTX leave the accounts, {} IOTX come in. Fees {} IOTX, at most {} IOTX.",
        if legal == 1 { "" } else { "s" },
        batch.leaves.to_iotx(),
        batch.comes.to_iotx(),
        batch.fee.to_iotx(),
        batch.max_fee.to_iotx()
    );
}

fn figure(figure: &Figure) -> String {
    match figure {
        Figure::Iotx(amount) => format!("{} IOTX", amount.to_iotx()),
        Figure::Votes(votes) => format!("{} votes", votes.to_iotx()),
        Figure::Count(n) | Figure::Place(n) => n.to_string(),
        Figure::Date(at) => at.date_and_time(),
        Figure::Text(text) => text.clone(),
        Figure::Unknown => words::UNKNOWN.into(),
    }
}
