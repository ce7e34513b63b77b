//! What a change of votes takes from a voter before a freeze (zanzibar.md §7.1): all of an era's rewards are shared by the votes
//! in one block, so whoever leaves a delegate up to it gets nothing of the whole era, and whoever leaves after it loses nothing.

use super::{
    grant::BlockEnd,
    part::{EraPart, PartState},
};
use crate::{Address, Amount, Context, Era, Fork, Hash, Height, Ledger, Timestamp, Votes, grouped};

/// What an action takes from who does it of the rewards of the era that runs, as things stand: the pools grow until the era's
/// end, and others' votes change until the freeze.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Forfeit {
    /// The era.
    pub era: Era,
    /// The block of its freeze: in a block up to it the action has this cost, and in a later one it has none.
    pub freeze: Height,
    /// About when that block is made, at the network's pace.
    pub at: Timestamp,
    /// What is lost of each delegate's rewards, by the delegate's name; never empty.
    pub lost: Vec<(String, Amount)>,
    /// What comes of other delegates' rewards instead, by their names.
    pub gained: Vec<(String, Amount)>,
    /// Blocks of the era that have passed, and all of its blocks; none before an epoch of it is over, when an end cannot be told
    /// from what has come in.
    pub passed: Option<(u64, u64)>,
}

impl Forfeit {
    /// What an amount comes to at the era's end, where rewards come in as they did so far; none where that cannot be told.
    pub fn by_the_end(&self, amount: Amount) -> Option<Amount> {
        let (passed, all) = self.passed.filter(|(passed, _)| *passed > 0)?;
        let grown = amount.saturating_mul(all.into()).rau() / u128::from(passed);
        Some(Amount::from_rau(grown))
    }

    /// What it costs, what comes instead and from when on it costs nothing, as sentences. Amounts are about so much.
    pub fn sentence(&self) -> String {
        let sum: Amount = self.lost.iter().map(|(_, amount)| *amount).sum();
        let end = match self.by_the_end(sum) {
            Some(end) => format!(", and about {} IOTX by the era's end at this pace", end.in_brief()),
            None => String::new(),
        };
        let instead = match self.gained.is_empty() {
            true => String::new(),
            false => format!(" About {} would come instead.", listed(&self.gained)),
        };
        format!(
            "In a block up to {}, about {}, this forfeits about {} for era {} by what has come in so far{end}.{instead} \
             After that block it costs nothing of the era.",
            grouped(self.freeze.0),
            self.at.date_and_time(),
            listed(&self.lost),
            grouped(self.era.0)
        )
    }
}

/// `12.3 IOTX of fathom's rewards and 4 IOTX of keel's rewards`.
fn listed(parts: &[(String, Amount)]) -> String {
    let part = |(name, amount): &(String, Amount)| format!("{} IOTX of {name}'s rewards", amount.in_brief());
    parts.iter().map(part).collect::<Vec<_>>().join(" and ")
}

/// A voter's parts of the era that runs before an action, to be held against those after it; and its votes, where what they
/// bring could not be read.
pub(crate) struct BeforeIt(Vec<EraPart>, Vec<(Address, Votes)>);

impl BeforeIt {
    /// What the one who acts has coming.
    pub(crate) fn of(ledger: &Ledger, ctx: &Context) -> Self {
        Self(open_parts(ledger, ctx), unread_votes(ledger, ctx))
    }

    /// Whether the action that left `after` takes votes from a delegate before a freeze, and what they bring could not be read.
    pub(crate) fn forfeits_unread(&self, after: &Ledger, ctx: &Context) -> bool {
        if self.1.is_empty() {
            return false;
        }
        let new = unread_votes(after, ctx);
        let has = |id: Address| {
            new.iter()
                .find(|(of, _)| *of == id)
                .map_or(Votes::ZERO, |(_, votes)| *votes)
        };
        self.1.iter().any(|(id, had)| *had > has(*id))
    }

    /// What the action that left `after` forfeits; none where it takes nothing.
    pub(crate) fn forfeit(&self, after: &Ledger, ctx: &Context) -> Option<Forfeit> {
        let first = self.0.first()?;
        let PartState::Open { freeze } = first.state else {
            return None;
        };
        let new = open_parts(after, ctx);
        let mut delegates: Vec<Address> = self.0.iter().chain(&new).map(|part| part.delegate).collect();
        delegates.sort_unstable();
        delegates.dedup();
        let (mut lost, mut gained) = (Vec::new(), Vec::new());
        for id in delegates {
            let (had, has) = (amount_of(&self.0, id), amount_of(&new, id));
            let found = after.staking.candidates.get(&id);
            let name = found.map_or_else(|| id.to_string(), |delegate| delegate.name.clone());
            if had > has {
                lost.push((name, had.saturating_sub(has)));
            } else if has > had {
                gained.push((name, has.saturating_sub(had)));
            }
        }
        (!lost.is_empty()).then(|| Forfeit {
            era: first.era,
            freeze,
            at: ctx.time_of(freeze),
            lost,
            gained,
            passed: passed(first.era, ctx),
        })
    }
}

/// What a voter's votes bring it of an era whose freeze is still to come, with those of the block that `ctx` is about. Without
/// any delegate that the protocol is known to pay there is nothing.
fn open_parts(ledger: &Ledger, ctx: &Context) -> Vec<EraPart> {
    let kept = &ledger.voter_rewards;
    if kept.snapshots.is_empty() && kept.opted_in.is_empty() {
        return Vec::new();
    }
    let mut parts = ledger.parts_of(ctx.caller, &before(ctx));
    parts.retain(|part| matches!(part.state, PartState::Open { .. }));
    parts
}

/// The votes of the one who acts, by the delegates' permanent ids, while those of the era that runs are still to be frozen and
/// what they bring could not be read; else nothing.
fn unread_votes(ledger: &Ledger, ctx: &Context) -> Vec<(Address, Votes)> {
    let window = ledger.voter_rewards.window.as_ref();
    let is_frozen = window.is_some_and(|window| window.era == ctx.params.eras().accruing_at(ctx.height));
    let Some((era, _)) = ctx
        .params
        .next_freeze(ctx.height)
        .filter(|_| ledger.unread.parts && !is_frozen)
    else {
        return Vec::new();
    };
    let votes = ledger.votes_of_some(&before(ctx), era, true, |who| who == ctx.caller);
    votes.of(ctx.caller).filter(|(id, _)| !id.is_zero()).collect()
}

/// The end of the block before the one that `ctx` is about.
const fn before<'a>(ctx: &Context<'a>) -> BlockEnd<'a> {
    BlockEnd {
        params: ctx.params,
        height: Height(ctx.height.0.saturating_sub(1)),
        parent: Hash([0; 32]),
    }
}

fn amount_of(parts: &[EraPart], delegate: Address) -> Amount {
    let part = parts.iter().find(|part| part.delegate == delegate);
    part.map_or(Amount::ZERO, EraPart::amount)
}

/// Blocks of an era that have passed, and all of its blocks; none before an epoch of it is over.
fn passed(era: Era, ctx: &Context) -> Option<(u64, u64)> {
    let (eras, schedule) = (ctx.params.eras(), &ctx.params.schedule);
    let before = eras.before(era).map_or(Height(0), |last| eras.plan_of(last));
    // Nothing is put by for voters before the fork.
    let begins = before.max(ctx.params.fork_height(Fork::Zanzibar));
    let passed = ctx.height.0.saturating_sub(1).checked_sub(begins.0)?;
    let all = eras.plan_of(era).0.checked_sub(begins.0)?;
    (passed >= schedule.blocks_in(schedule.epoch_of(ctx.height))).then_some((passed, all))
}
