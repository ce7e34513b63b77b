//! How many typing slips lie between two words.

/// Letters inserted, left out, changed, or swapped with their neighbour (optimal string alignment distance).
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (i, x) in a.chars().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut slips = (last[j] + usize::from(x != *y)).min(last[j + 1] + 1).min(row[j] + 1);
            if j > 0 && previous == Some(*y) && x == b[j - 1] {
                slips = slips.min(before[j - 1] + 1);
            }
            row.push(slips);
        }
        before = std::mem::replace(&mut last, row);
        previous = Some(x);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_slip_counts_once() {
        for (a, b, slips) in [
            ("word", "word", 0),
            ("word", "world", 1),
            ("world", "word", 1),
            ("word", "ward", 1),
            ("word", "wrod", 1),
            ("abandon", "abadnno", 2),
            ("", "abc", 3),
            ("abc", "", 3),
            ("grün", "grun", 1),
        ] {
            assert_eq!(distance(a, b), slips, "{a} {b}");
        }
    }
}
