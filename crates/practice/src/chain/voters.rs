//! What the chain asks contracts for payout to voters: which part of their rewards delegates share, by a call that leaves
//! nothing behind, and into which buckets voters want theirs, from storage (zanzibar.md §6, §10).

use std::collections::BTreeMap;

use ballast_domain::{
    Address, Commission, Epoch, Era, Event, Fork, Granted, Hash, Portion, actions::PortionField, keccak256,
};
use ethers_core::abi::{ParamType, Token, decode, encode};

use super::{Chain, frame::Frame};
use crate::{
    evm::Message,
    world::{Accounts, World},
};

/// What a call of DelegateProfile may use.
const GAS: u64 = 10_000_000;
/// Where AutoDepositRegister keeps, by voter, the buckets, and whether one is named at all.
const BUCKETS: u8 = 1;
const REGISTRANTS: u8 = 2;

impl Chain {
    /// Moves the delegates of the vaults over to payout by the protocol, in the fork's first block.
    pub(super) fn move_over(&mut self, frame: Frame) {
        let of_vaults = self.world.ledger.vault_delegates(&self.params);
        let commissions = self.commissions(of_vaults, frame);
        self.world.ledger.move_over(&frame.end(&self.params), &commissions);
    }

    /// Writes down votes and commissions where an era ends with the epoch whose delegates are fixed now. Returns what the
    /// staking protocol logs of it.
    pub(super) fn freeze_votes(&mut self, next: Epoch, frame: Frame, knew_nfts: bool) -> Vec<Event> {
        if !self.params.at(Fork::Zanzibar, frame.height) || !self.params.eras().is_boundary(next) {
            return Vec::new();
        }
        let opted_in = self.world.ledger.voter_rewards.opted_in.iter().copied().collect();
        let commissions = self.commissions(opted_in, frame);
        let ledger = &mut self.world.ledger;
        ledger.freeze_votes(&frame.end(&self.params), Era(next.0), &commissions, knew_nfts)
    }

    /// Pays the next voters.
    pub(super) fn pay_voters(&mut self, frame: Frame) -> Granted {
        let at = frame.end(&self.params);
        let register = self.params.voter_rewards.auto_deposit;
        let World { accounts, ledger, .. } = &mut self.world;
        let (granted, _) = ledger.pay_voters(&at, |voter| registered(accounts, register?, voter));
        granted
    }

    /// What these delegates keep of their rewards, as DelegateProfile says it now.
    fn commissions(&self, ids: Vec<Address>, frame: Frame) -> BTreeMap<Address, Commission> {
        let of = |id: Address| {
            let [block, epoch] = PortionField::ALL.map(|field| self.portion(id, field.key(), frame));
            (id, Commission::of(block, epoch))
        };
        ids.into_iter().map(of).collect()
    }

    fn portion(&self, id: Address, field: &str, frame: Frame) -> Portion {
        let Some(profile) = self.params.voter_rewards.delegate_profile else {
            return Portion::Unset;
        };
        let arguments = [Token::Address((*id.as_bytes()).into()), Token::String(field.to_owned())];
        let message = Message {
            from: Address::ZERO,
            to: Some(profile),
            gas: GAS,
            data: [
                &keccak256(b"getProfileByField(address,string)")[..4],
                &encode(&arguments),
            ]
            .concat(),
            ..Message::default()
        };
        let ran = self.execute(&message, frame).ok();
        let output = ran
            .filter(|outcome| outcome.status.is_success())
            .map(|outcome| outcome.output);
        let answer = output.and_then(|output| decode(&[ParamType::Bytes], &output).ok()?.pop()?.into_bytes());
        answer.map_or(Portion::Invalid, |bytes| Portion::decode(&bytes))
    }
}

/// The bucket that a voter has named, where it is a number that can be one; the contract takes any.
fn registered(accounts: &Accounts, register: Address, voter: Address) -> Option<u64> {
    let storage = &accounts.get(register)?.storage;
    let word = |place: u8| {
        let mut key = [0; 64];
        key[12..32].copy_from_slice(voter.as_bytes());
        key[63] = place;
        storage.get(&Hash(keccak256(&key))).copied().unwrap_or_default().0
    };
    if word(REGISTRANTS)[31] == 0 {
        return None;
    }
    let bucket = word(BUCKETS);
    let (high, low) = bucket.split_at(24);
    let index = u64::from_be_bytes(low.try_into().ok()?);
    (index > 0 && high.iter().all(|byte| *byte == 0)).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTER: Address = Address::from_bytes([1; 20]);
    const VOTER: Address = Address::from_bytes([2; 20]);

    fn slot(place: u8) -> Hash {
        Hash(keccak256(
            &[&[0; 12][..], VOTER.as_bytes(), &[0; 31], &[place]].concat(),
        ))
    }

    #[test]
    fn a_bucket_is_named_by_a_number_above_zero_that_fits() {
        let word = |tail: &[u8]| {
            let mut word = [0; 32];
            word[32 - tail.len()..].copy_from_slice(tail);
            Hash(word)
        };
        for (registrant, bucket, index) in [
            (word(&[1]), word(&[0x01, 0x02]), Some(0x0102)),
            (word(&[1]), word(&[0xff; 8]), Some(u64::MAX)),
            (word(&[1]), word(&[]), None),
            (word(&[1]), word(&[0xff; 32]), None),
            (word(&[1]), word(&[1, 0, 0, 0, 0, 0, 0, 0, 5]), None),
            (word(&[]), word(&[9]), None),
            (word(&[1, 0]), word(&[9]), None),
        ] {
            let mut accounts = Accounts::default();
            let storage = &mut accounts.entry(REGISTER).storage;
            storage.insert(slot(REGISTRANTS), registrant);
            storage.insert(slot(BUCKETS), bucket);
            assert_eq!(registered(&accounts, REGISTER, VOTER), index, "{registrant} {bucket}");
        }
        assert_eq!(registered(&Accounts::default(), REGISTER, VOTER), None);
    }
}
