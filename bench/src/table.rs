//! What came of it, one promise a line.

use std::time::Duration;

/// What must hold of a ratio.
#[derive(Clone, Copy)]
pub enum Limit {
    /// So many times faster, or more.
    AtLeast(f64),
    /// So many times as long, or less.
    AtMost(f64),
    /// Nothing: it is told.
    None,
}

/// One promise, measured.
pub struct Line {
    /// What was measured.
    pub what: &'static str,
    /// Ballast's figure.
    pub ours: String,
    /// Who it is held to, with the version.
    pub peer: String,
    /// The peer's figure.
    pub theirs: String,
    /// One by the other, the way round that `limit` speaks of.
    pub ratio: f64,
    /// What was promised.
    pub limit: Limit,
}

impl Line {
    /// Whether the promise is kept.
    pub fn holds(&self) -> bool {
        match self.limit {
            Limit::AtLeast(limit) => self.ratio >= limit,
            Limit::AtMost(limit) => self.ratio <= limit,
            Limit::None => true,
        }
    }

    fn cells(&self) -> [String; 7] {
        let limit = match self.limit {
            Limit::AtLeast(limit) => format!("at least {limit}"),
            Limit::AtMost(limit) => format!("at most {limit}"),
            Limit::None => String::new(),
        };
        let verdict = match self.limit {
            Limit::None => "",
            _ if self.holds() => "holds",
            _ => "MISSED",
        };
        [
            self.what.into(),
            self.ours.clone(),
            self.peer.clone(),
            self.theirs.clone(),
            format!("{:.2}", self.ratio),
            limit,
            verdict.into(),
        ]
    }
}

/// How many times `ours` fits into `theirs`.
pub fn times_faster(ours: Duration, theirs: Duration) -> f64 {
    theirs.as_secs_f64() / ours.as_secs_f64()
}

/// Milliseconds, to the hundredth.
pub fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// All lines as a Markdown table, its columns aligned.
pub fn of(lines: &[Line]) -> String {
    let head = ["what", "Ballast", "peer", "peer's", "ratio", "limit", ""].map(String::from);
    let rows: Vec<_> = std::iter::once(head).chain(lines.iter().map(Line::cells)).collect();
    let widths: [usize; 7] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].len()).max().unwrap_or_default());
    let line = |row: &[String; 7]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("| {cell:width$} "));
        cells.collect::<String>() + "|\n"
    };
    let rule = widths.map(|width| format!("|{}", "-".repeat(width + 2))).concat() + "|\n";
    let mut lines: Vec<_> = rows.iter().map(line).collect();
    lines.insert(1, rule);
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(ratio: f64, limit: Limit) -> Line {
        let text = String::new;
        Line {
            what: "it",
            ours: text(),
            peer: text(),
            theirs: text(),
            ratio,
            limit,
        }
    }

    #[test]
    fn a_limit_holds_up_to_itself_and_no_further() {
        assert!(with(40.0, Limit::AtLeast(40.0)).holds() && !with(39.9, Limit::AtLeast(40.0)).holds());
        assert!(with(1.5, Limit::AtMost(1.5)).holds() && !with(1.51, Limit::AtMost(1.5)).holds());
        assert!(!with(f64::NAN, Limit::AtMost(1.5)).holds());
    }

    #[test]
    fn a_missed_limit_is_seen_in_the_table() {
        let table = of(&[with(2.0, Limit::AtMost(1.5)), with(1.0, Limit::AtMost(1.5))]);
        let verdicts: Vec<_> = table.lines().skip(2).map(|line| line.contains("MISSED")).collect();
        assert_eq!(verdicts, [true, false]);
    }
}
