//! The road of a submission: signed, sent, in a block, final; or where it ended instead.

use ballast_api::SubmissionState;

/// The stops of a submission in `state`.
pub fn stops(state: SubmissionState) -> Vec<(&'static str, &'static str)> {
    use SubmissionState as S;
    let reached = match state {
        S::Signed | S::Dropped => 0,
        S::Sent | S::Vanished | S::Replaced => 1,
        S::Mined | S::Failed => 2,
        S::Final => 3,
    };
    let words = [S::Signed.word(), S::Sent.word(), S::Mined.word(), S::Final.word()];
    let ended = matches!(state, S::Failed | S::Vanished | S::Replaced | S::Dropped);
    let mut stops: Vec<_> = words
        .into_iter()
        .enumerate()
        .map(|(i, word)| match i {
            i if i < reached || (i == reached && (ended || state == S::Final)) => (word, "done"),
            i if i == reached => (word, "done now"),
            _ => (word, ""),
        })
        .collect();
    if ended {
        stops.truncate(reached + 1);
        stops.push((state.word(), "ended"));
    }
    stops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_ends_the_road_where_it_happened() {
        let road = stops(SubmissionState::Failed);
        assert_eq!(
            road.iter().map(|s| s.0).collect::<Vec<_>>(),
            ["Signed", "Sent", "In a block", "Failed"]
        );
        assert_eq!(stops(SubmissionState::Vanished).last(), Some(&("Vanished", "ended")));
        assert_eq!(stops(SubmissionState::Vanished).len(), 3);
        assert_eq!(
            stops(SubmissionState::Dropped),
            [("Signed", "done"), ("Dropped", "ended")]
        );
    }

    #[test]
    fn an_open_submission_shows_where_it_is() {
        assert_eq!(stops(SubmissionState::Sent)[1], ("Sent", "done now"));
        assert!(stops(SubmissionState::Final).iter().all(|s| s.1 == "done"));
    }
}
