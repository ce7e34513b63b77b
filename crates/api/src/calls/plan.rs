//! Plans: rehearsals, stakes for a date, ladders, the calendar.

use ballast_domain::{
    Address, Amount, Snapshot, Timestamp,
    plan::{Ladder, LadderSpec, Optimum, Rung},
    rehearsal::{Planned, Rehearsal},
};

use crate::{CalendarDate, SavedFile};

calls! {
    /// What intents, each at its moment, leave on a date: balances, buckets, delegates.
    chain Rehearse {
        /// What is done when. Moments that are past mean the next block.
        plan: Vec<Planned>,
        /// The date; what is planned for later is not done.
        until: Timestamp,
    } -> Snapshot<Rehearsal>;
    /// How to stake an amount for the most votes until it is needed.
    chain PlanStake {
        /// How much.
        amount: Amount,
        /// When it has to be in hand, the wait after unstaking included.
        needed: Timestamp,
    } -> Optimum;
    /// Split an amount into buckets whose money comes back one after another.
    chain SplitLadder {
        /// What kind of ladder.
        spec: LadderSpec,
    } -> Ladder;
    /// Weigh a ladder whose rungs were edited.
    chain WeighLadder {
        /// All of them.
        rungs: Vec<Rung>,
    } -> Ladder;
    /// The dates that buckets bring, the soonest first.
    chain GetCalendar {
        /// Which account; none for all together.
        account: Option<Address>,
    } -> Snapshot<Vec<CalendarDate>>;
    /// The same as a file for calendar programs (RFC 5545).
    chain ExportCalendar {
        /// Which account; none for all together.
        account: Option<Address>,
    } -> String;
    /// The same, written into the person's folder of downloads.
    chain SaveCalendar {
        /// Which account; none for all together.
        account: Option<Address>,
    } -> SavedFile;
}
