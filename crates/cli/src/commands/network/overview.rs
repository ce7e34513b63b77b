//! `overview`: the network in figures, each with its block, and on demand with its formula and all that went into it.

use std::collections::BTreeMap;

use ballast_api::{FigureRead, FigureView, Overview, calls};
use ballast_domain::{Epoch, Snapshot, directory::NetworkFigure};
use serde_json::{Value, json};

use crate::{Done, Outcome, globals::Globals, output, words};

/// What of it is explained.
#[derive(clap::Args)]
pub(crate) struct OverviewArgs {
    /// Show one figure alone, with its formula, all that went into it, and the blocks in which that was read.
    #[arg(long, value_name = "FIELD", value_parser = figure)]
    explain: Option<NetworkFigure>,
}

fn figure(text: &str) -> Result<NetworkFigure, String> {
    let found = NetworkFigure::ALL.into_iter().find(|figure| figure.id() == text);
    found.ok_or_else(|| {
        let names = NetworkFigure::ALL.map(NetworkFigure::id);
        format!("there are {}", names.join(", "))
    })
}

pub(crate) async fn run(globals: &Globals, wanted: &OverviewArgs) -> Outcome {
    let overview = globals.reader().await?.call(&calls::GetOverview {}).await?;
    let explained = wanted
        .explain
        .and_then(|figure| Some((figure, overview.figures.get(&figure)?)));
    match (explained, globals.json) {
        (Some((figure, view)), true) => output::json(&explanation(figure, view, overview.epoch)),
        (Some((figure, view)), false) => explain(figure, view),
        (None, true) => {
            let figures = overview.figures.iter().map(|(figure, view)| (figure.id(), brief(view)));
            let figures: BTreeMap<_, _> = figures.collect();
            output::json(&json!({ "epoch": overview.epoch, "figures": figures }));
        }
        (None, false) => show(&overview),
    }
    Ok(Done::Ok)
}

/// A figure for programs: its value, the oldest block that it stands on, and where that was read.
fn brief(view: &FigureView) -> Value {
    let source = |read: &Snapshot<FigureRead>| json!({ "what": read.value.what, "height": read.height, "node": read.node, "at": read.at });
    json!({ "value": view.value, "height": view.height(), "notes": view.notes,
            "source": view.reads.iter().map(source).collect::<Vec<_>>() })
}

/// A figure for programs, with its formula and what went into it.
fn explanation(figure: NetworkFigure, view: &FigureView, epoch: Epoch) -> Value {
    json!({ "figure": figure, "epoch": epoch, "value": view.value, "height": view.height(), "formula": figure.formula(),
            "notes": view.notes, "reads": view.reads })
}

/// A figure's value in words.
fn value(view: &FigureView) -> String {
    view.value.map_or(words::UNKNOWN.to_owned(), |value| value.for_people())
}

fn show(overview: &Overview) {
    let row = |(figure, view): (&NetworkFigure, &FigureView)| {
        let height = view
            .height()
            .map_or(words::UNKNOWN.to_owned(), |height| height.to_string());
        let mut nodes: Vec<&str> = view.reads.iter().map(|read| read.node.as_str()).collect();
        nodes.dedup();
        [figure.word().to_owned(), value(view), height, nodes.join(", ")]
    };
    let rows: Vec<_> = overview.figures.iter().map(row).collect();
    println!("epoch {}", overview.epoch);
    output::table(["", "", "block", "node"], &rows);
    for (figure, view) in &overview.figures {
        for note in &view.notes {
            println!("{}: {note}", figure.word());
        }
    }
}

fn explain(figure: NetworkFigure, view: &FigureView) {
    println!("{}: {}", figure.word(), value(view));
    println!("{}", figure.formula());
    view.notes.iter().for_each(|note| println!("{note}"));
    for read in &view.reads {
        println!("\n{}, block {}, {}", read.value.what, read.height, read.node);
        let rows: Vec<_> = read
            .value
            .inputs
            .iter()
            .map(|input| [input.name.clone(), input.value.exact()])
            .collect();
        if !rows.is_empty() {
            output::table(["", ""], &rows);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_named_as_in_json_and_another_name_is_told_which_there_are() {
        assert_eq!(figure("gini"), Ok(NetworkFigure::Gini));
        assert!(figure("Gini").is_err_and(|there_are| there_are.contains("topTenShare, gini")));
    }

    #[test]
    fn what_is_not_known_is_no_number() {
        let view = FigureView {
            value: None,
            notes: vec!["No node tells it.".into()],
            reads: Vec::new(),
        };
        assert_eq!(value(&view), words::UNKNOWN);
        let told = brief(&view);
        assert!(told["value"].is_null() && told["height"].is_null() && told["notes"][0] == "No node tells it.");
    }
}
