//! Which eras a chain has come to, and which of them are due to be looked at.

use ballast_domain::{Era, Eras, Fork, Height, NetworkParams};

/// The eras that a chain has come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Reached {
    /// The last one whose votes are frozen.
    pub(super) frozen: Option<Era>,
    /// The last one whose payout is planned: the blocks after its plan pay it.
    pub(super) planned: Option<Era>,
}

/// The eras that a chain has come to with the block at `height`, by its calendar; none before Zanzibar.
pub(super) fn reached(params: &NetworkParams, height: Height) -> Reached {
    if !params.at(Fork::Zanzibar, height) {
        return Reached::default();
    }
    let (eras, first) = (params.eras(), params.first_era());
    let next = Height(height.0.saturating_add(1));
    let before = |era| eras.before(era).filter(|era| *era >= first);
    Reached {
        frozen: before(eras.frozen_next(next)),
        planned: before(eras.accruing_at(next)),
    }
}

/// The number before that of a chain's first era: what is done where none could be yet.
pub(super) fn before_first(params: &NetworkParams) -> Era {
    params.eras().before(params.first_era()).unwrap_or(Era(0))
}

/// The eras that are due up to `last`: those behind the one that was done last, from `oldest` on; where none was done yet,
/// or one that the chain has not come to, `last` alone.
pub(super) fn due(eras: &Eras<'_>, done: Option<Era>, last: Era, oldest: Era) -> Vec<Era> {
    let first = match done.filter(|done| *done <= last) {
        Some(done) => eras.after(done),
        None => last,
    };
    // Those that are too old are not even counted: a head that no chain had would make them too many.
    let first = first.max(oldest);
    let next = |era: &Era| Some(eras.after(*era)).filter(|next| next > era);
    let from_first = std::iter::successors(Some(first), next);
    from_first.take_while(|era| *era <= last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::short_eras;

    #[test]
    fn an_era_is_reached_with_its_freeze_and_planned_with_its_last_block() {
        let params = short_eras(1);
        let at = |height| {
            let reached = reached(&params, Height(height));
            (reached.frozen.map(|era| era.0), reached.planned.map(|era| era.0))
        };
        assert_eq!([30, 31, 59].map(at), [(None, None), (Some(3), None), (Some(3), None)]);
        assert_eq!([60, 61, 90].map(at), [(Some(3), Some(3)); 3]);
        assert_eq!(
            [91, 119, 120].map(at),
            [(Some(6), Some(3)), (Some(6), Some(3)), (Some(6), Some(6))]
        );
    }

    #[test]
    fn no_era_stands_before_the_fork() {
        assert_eq!(reached(&short_eras(u64::MAX), Height(1_000)), Reached::default());
        // From block 61 on: the votes of era 3 were never frozen.
        let at = |height| reached(&short_eras(61), Height(height));
        assert_eq!([31, 60, 61, 90].map(at), [Reached::default(); 4]);
        assert_eq!(at(91).frozen, Some(Era(6)));
        assert_eq!(at(91).planned, None);
    }

    #[test]
    fn mainnets_first_era_is_reached_where_the_reference_computes_it() {
        let params = NetworkParams::mainnet();
        let at = |height| reached(&params, Height(height));
        assert_eq!(at(53_543_880), Reached::default());
        assert_eq!(
            (at(53_543_881).frozen, at(53_546_039).planned),
            (Some(Era(65_328)), None)
        );
        assert_eq!(at(53_546_040).planned, Some(Era(65_328)));
    }

    #[test]
    fn where_it_was_looked_before_the_first_era_all_of_them_are_due() {
        for (fork, first) in [(1, 3), (61, 6)] {
            let params = short_eras(fork);
            let all = due(&params.eras(), Some(before_first(&params)), Era(9), Era(0));
            assert_eq!(all.first(), Some(&Era(first)), "Zanzibar from block {fork} on");
            assert_eq!(all.last(), Some(&Era(9)));
        }
    }

    #[test]
    fn after_three_missed_eras_all_three_are_due_and_at_first_the_last_alone() {
        let params = short_eras(1);
        let eras = params.eras();
        let due = |done: Option<u64>, last, oldest| -> Vec<u64> {
            let all = due(&eras, done.map(Era), Era(last), Era(oldest));
            all.iter().map(|era| era.0).collect()
        };
        assert_eq!(due(Some(3), 12, 0), [6, 9, 12]);
        assert_eq!(due(None, 12, 0), [12]);
        assert_eq!(due(Some(12), 12, 0), Vec::<u64>::new());
        assert_eq!(due(Some(3), 12, 9), [9, 12], "older ones are not kept");
        assert_eq!(due(Some(15), 12, 0), [12], "a head that was false");
        assert_eq!(due(None, 12, 15), Vec::<u64>::new());
        let far = u64::MAX / 3 * 3;
        assert_eq!(due(Some(3), far, far - 3), [far - 3, far], "at once, of however many");
    }
}
