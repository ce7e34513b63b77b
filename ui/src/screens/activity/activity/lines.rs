//! The lines of the table: actions, and sequences as one line each that opens to its steps.

use std::collections::BTreeSet;

use ballast_api::{HistoryRow, SequenceView, StepOf, StepState};
use ballast_domain::{Address, Amount, Timestamp};

/// A line of the table.
#[derive(Clone, PartialEq)]
pub enum Line {
    /// An action by itself.
    One(Box<HistoryRow>),
    /// A sequence.
    Sequence {
        /// Which.
        view: SequenceView,
        /// What its steps moved and cost together, as far as they are mined.
        sums: Sums,
        /// Whether its steps stand below it.
        open: bool,
    },
    /// A step of a sequence that is open.
    Step {
        /// The sequence's id.
        of: String,
        /// When the sequence began.
        begun: Timestamp,
        /// Which step, 1 the first.
        number: usize,
        /// How it stands.
        step: Box<StepOf>,
        /// What was signed for it.
        row: Option<Box<HistoryRow>>,
    },
}

/// What actions moved and cost together.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// What came.
    pub incoming: Amount,
    /// What went, fees aside.
    pub outgoing: Amount,
    /// Fees.
    pub fee: Amount,
}

impl Line {
    /// Names it for as long as it lives.
    pub fn id(&self) -> String {
        match self {
            Self::One(row) => row.id.clone(),
            Self::Sequence { view, .. } => view.id.clone(),
            Self::Step { of, number, .. } => format!("{of}-{number}"),
        }
    }

    /// When: a step stands where its sequence does.
    pub fn time(&self) -> Timestamp {
        match self {
            Self::One(row) => row.time,
            Self::Sequence { view, .. } => view.created,
            Self::Step { begun, .. } => *begun,
        }
    }

    /// What of it is an action by itself.
    pub fn row(&self) -> Option<&HistoryRow> {
        match self {
            Self::One(row) => Some(row),
            Self::Sequence { .. } => None,
            Self::Step { row, .. } => row.as_deref(),
        }
    }
}

/// Puts actions and sequences together, the newest first: where a sequence began its line stands, and its steps' actions
/// only within it. `account` is whose are looked at, `open` which sequences show their steps.
pub fn lines(
    rows: Vec<HistoryRow>,
    sequences: Vec<SequenceView>,
    account: Option<Address>,
    open: &BTreeSet<String>,
) -> Vec<Line> {
    let of_account = |view: &SequenceView| {
        let mut steps = view.steps.iter();
        account.is_none_or(|account| steps.any(|step| step.agreed.step.intent.account == account))
    };
    let sequences: Vec<SequenceView> = sequences.into_iter().filter(of_account).collect();
    let (parts, alone): (Vec<HistoryRow>, Vec<HistoryRow>) = rows.into_iter().partition(|row| {
        let of = row.part_of.as_ref();
        of.is_some_and(|of| sequences.iter().any(|view| view.id == *of))
    });
    let mut waiting = sequences.into_iter().peekable();
    let mut all = Vec::with_capacity(alone.len());
    for row in alone {
        while let Some(view) = waiting.next_if(|view| view.created >= row.time) {
            put(view, &parts, open, &mut all);
        }
        all.push(Line::One(Box::new(row)));
    }
    waiting.for_each(|view| put(view, &parts, open, &mut all));
    all
}

fn put(view: SequenceView, parts: &[HistoryRow], open: &BTreeSet<String>, all: &mut Vec<Line>) {
    let mut sums = Sums::default();
    for row in parts.iter().filter(|row| row.part_of.as_ref() == Some(&view.id)) {
        let add = |sum: Amount, more: Option<Amount>| sum.saturating_add(more.unwrap_or_default());
        sums = Sums {
            incoming: add(sums.incoming, row.incoming),
            outgoing: add(sums.outgoing, row.outgoing),
            fee: add(sums.fee, row.fee),
        };
    }
    let is_open = open.contains(&view.id);
    let (of, begun, steps) = (view.id.clone(), view.created, view.steps.clone());
    all.push(Line::Sequence {
        view,
        sums,
        open: is_open,
    });
    if !is_open {
        return;
    }
    for (number, step) in (1..).zip(steps) {
        let signed = step.submission.as_ref().map(|s| s.id.clone());
        let row = parts.iter().find(|row| Some(&row.id) == signed.as_ref());
        all.push(Line::Step {
            of: of.clone(),
            begun,
            number,
            row: row.cloned().map(Box::new),
            step: Box::new(step),
        });
    }
}

/// `1 of 3 done`.
pub fn done_of(view: &SequenceView) -> String {
    let done = view.steps.iter().filter(|step| step.state == StepState::Done).count();
    format!("{done} of {} done", view.steps.len())
}
