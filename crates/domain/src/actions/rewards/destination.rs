//! Have one's voter rewards paid to another account (zanzibar.md §10).

use serde::{Deserialize, Serialize};

use super::super::{
    Rules,
    words::{belongs_to_somebody, require_zanzibar},
};
use crate::{Address, Amount, Context, Effects, Event, Ledger, Phrase, Refusal, Rule, Touch, phrase, word::address};

/// `VoterRewardDestinationSet(address indexed voter, address oldRecipient, address newRecipient)`.
const SET: [u8; 32] = [
    0x68, 0xaf, 0xd7, 0xcd, 0x75, 0x6a, 0xff, 0xb4, 0x71, 0x95, 0x85, 0xac, 0x74, 0x6d, 0x53, 0x44, 0x10, 0xd6, 0x57,
    0x78, 0x5d, 0x25, 0xd2, 0x61, 0x23, 0xf8, 0x3f, 0x68, 0xc8, 0x95, 0x1d, 0xfc,
];

/// Have what the protocol pays the caller as a voter sent to `recipient`, whichever delegate it is of. Any account may say
/// so, also one without votes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SetVoterRewardDestination {
    /// Who gets it; the zero address, or the caller itself, takes an earlier destination back.
    pub recipient: Address,
}

impl SetVoterRewardDestination {
    /// Whether it takes an earlier destination back.
    fn clears(&self, caller: Address) -> bool {
        self.recipient.is_zero() || self.recipient == caller
    }
}

impl Rules for SetVoterRewardDestination {
    fn method(&self) -> &'static str {
        "setVoterRewardDestination"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        require_zanzibar(Rule::VotersNotYet, ctx)?;
        ctx.require_balance(Amount::ZERO)?;
        let (before, after) = ledger.set_destination(ctx.caller, self.recipient, ctx.height);
        effects.events.push(Event {
            topics: vec![SET, address(ctx.caller)],
            data: [address(before), address(after)].concat(),
        });
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let before = ledger.destination_of(ctx.caller).map(|set| set.recipient);
        match (self.clears(ctx.caller), before) {
            (true, Some(before)) => phrase!(
                "Have your voter rewards paid to your own account again, and no longer to {}.",
                before
            ),
            (true, None) => "Have your voter rewards paid to your own account.".into(),
            (false, Some(before)) if before != self.recipient => phrase!(
                "Have your voter rewards paid to {}, and no longer to {}, from the next payout on.",
                self.recipient,
                before
            ),
            (false, _) => phrase!(
                "Have your voter rewards paid to {}, from the next payout on.",
                self.recipient
            ),
        }
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        let mut touches = vec![Touch::Destination(caller)];
        if !self.clears(caller) {
            touches.push(Touch::Recipient(self.recipient));
        }
        touches
    }

    /// The chain takes any address; what a protocol is paid is nobody's.
    fn forbid(&self, _ledger: &Ledger, ctx: &Context) -> Result<(), Refusal> {
        match self.clears(ctx.caller) {
            true => Ok(()),
            false => belongs_to_somebody(self.recipient),
        }
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let now = ledger.destination_of(ctx.caller).map(|set| set.recipient);
        let clears = self.clears(ctx.caller);
        let wanted = (!clears).then_some(self.recipient);
        // Of a node that is too old nobody learns where they go.
        let same = ledger.knows_destination(ctx.caller) && now == wanted;
        let each = [
            (same, Rule::DestinationSame),
            (ledger.codes.contains(&self.recipient), Rule::DestinationContract),
            (
                !clears && ledger.compounding.contains_key(&ctx.caller),
                Rule::DestinationCompounds,
            ),
        ];
        each.into_iter().filter_map(|(is, rule)| is.then_some(rule)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fork, Height, actions::testing::*, keccak256};

    const OTHER: Address = Address::from_bytes([3; 20]);

    fn to(recipient: Address) -> SetVoterRewardDestination {
        SetVoterRewardDestination { recipient }
    }

    #[test]
    fn the_event_is_named_by_the_hash_of_its_signature() {
        assert_eq!(keccak256(b"VoterRewardDestinationSet(address,address,address)"), SET);
    }

    #[test]
    fn a_destination_is_set_changed_and_cleared_and_each_is_logged_with_who_got_it_before() {
        // recording 15: to one, to another, back by the own address, back again, and by the zero address
        let (params, mut ledger) = (zanzibar(), Ledger::default());
        let mut logged = |recipient| {
            let mut effects = Effects::default();
            let ctx = context_of(&params, STRANGER);
            to(recipient).apply(&mut ledger, &ctx, &mut effects).unwrap();
            let now = ledger.destination_of(STRANGER).map(|set| set.recipient);
            (effects.logs(), now)
        };
        let event = |before, after| {
            vec![Event {
                topics: vec![SET, address(STRANGER)],
                data: [address(before), address(after)].concat(),
            }]
        };
        assert_eq!(logged(REWARD), (event(STRANGER, REWARD), Some(REWARD)));
        assert_eq!(logged(OTHER), (event(REWARD, OTHER), Some(OTHER)));
        assert_eq!(logged(STRANGER), (event(OTHER, STRANGER), None));
        assert_eq!(logged(STRANGER), (event(STRANGER, STRANGER), None));
        assert_eq!(logged(Address::ZERO), (event(STRANGER, STRANGER), None));
    }

    #[test]
    fn until_zanzibar_nodes_drop_it() {
        let mut params = zanzibar();
        params.set_fork(Fork::Zanzibar, Height(1_000));
        let done = to(REWARD).apply(
            &mut Ledger::default(),
            &context_of(&params, STRANGER),
            &mut Effects::default(),
        );
        assert_eq!(done.unwrap_err().rule, Rule::VotersNotYet);
    }

    #[test]
    fn a_protocol_gets_nothing_and_the_zero_address_is_no_recipient() {
        let params = zanzibar();
        let ctx = context_of(&params, STRANGER);
        let refused = |recipient| to(recipient).forbid(&Ledger::default(), &ctx).err().map(|r| r.rule);
        assert_eq!(refused(Address::STAKING), Some(Rule::ProtocolRecipient));
        for clears in [Address::ZERO, STRANGER] {
            assert_eq!(refused(clears), None);
            assert_eq!(to(clears).touches(STRANGER), [Touch::Destination(STRANGER)]);
        }
        let touches = [Touch::Destination(STRANGER), Touch::Recipient(REWARD)];
        assert_eq!(to(REWARD).touches(STRANGER), touches);
    }

    #[test]
    fn contracts_buckets_that_come_first_and_what_changes_nothing_are_warned_of() {
        let params = zanzibar();
        let ctx = context_of(&params, STRANGER);
        let mut ledger = Ledger::default();
        assert_eq!(to(REWARD).cautions(&ledger, &ctx), []);
        assert_eq!(to(STRANGER).cautions(&ledger, &ctx), [Rule::DestinationSame]);
        ledger.codes.insert(REWARD);
        ledger.compounding.insert(STRANGER, 7);
        let both = [Rule::DestinationContract, Rule::DestinationCompounds];
        assert_eq!(to(REWARD).cautions(&ledger, &ctx), both);
        ledger.set_destination(STRANGER, REWARD, Height(9));
        let all = [
            Rule::DestinationSame,
            Rule::DestinationContract,
            Rule::DestinationCompounds,
        ];
        assert_eq!(to(REWARD).cautions(&ledger, &ctx), all);
        assert_eq!(to(Address::ZERO).cautions(&ledger, &ctx), []);
    }

    #[test]
    fn where_it_is_not_known_what_is_set_nothing_is_said_to_be_the_same() {
        let params = zanzibar();
        let ctx = context_of(&params, STRANGER);
        let mut ledger = Ledger::default();
        ledger.unread.destinations.insert(STRANGER);
        for clears in [Address::ZERO, STRANGER] {
            assert_eq!(to(clears).cautions(&ledger, &ctx), []);
        }
    }
}
