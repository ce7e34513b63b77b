//! Lines in parts that have room on the screen: the system's dialog does not scroll.

/// Letters that have room in a row of it.
const ROW: usize = 60;
/// Rows that a part has at most, beside the question itself and what every question ends with: together they are a low
/// screen's height.
pub(super) const MOST_ROWS: usize = 24;

/// Lines in as few parts as have room, in their order. A line is never cut.
pub(super) fn in_parts(lines: Vec<String>) -> Vec<Vec<String>> {
    let (mut parts, mut part, mut rows) = (Vec::new(), Vec::new(), 0);
    for line in lines {
        let takes = rows_of(&line);
        if rows + takes > MOST_ROWS && !part.is_empty() {
            parts.push(std::mem::take(&mut part));
            rows = 0;
        }
        rows += takes;
        part.push(line);
    }
    parts.push(part);
    parts
}

/// The rows that a line takes; an empty one is a row too.
pub(super) fn rows_of(line: &str) -> usize {
    line.chars().count().div_ceil(ROW).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_is_higher_than_the_screen_and_no_line_is_lost() {
        // A few long ones take as much room as many short ones.
        let lines: Vec<String> = (0..90)
            .map(|number| format!("{number} {}", "x".repeat(number * 4)))
            .collect();
        let parts = in_parts(lines.clone());
        assert!(parts.len() > 5, "{}", parts.len());
        for part in &parts {
            let rows: usize = part.iter().map(|line| rows_of(line)).sum();
            assert!((1..=MOST_ROWS).contains(&rows), "{rows}");
        }
        assert_eq!(parts.concat(), lines);
        assert_eq!(in_parts(vec!["one".into()]).len(), 1);
        assert_eq!(
            [rows_of(""), rows_of(&"x".repeat(60)), rows_of(&"x".repeat(61))],
            [1, 1, 2]
        );
    }
}
