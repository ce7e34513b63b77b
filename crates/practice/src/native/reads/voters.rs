//! Reads of what the protocol pays voters (zanzibar.md §12). A node that knows them answers before the fork too, when
//! there is nothing to tell yet.

use ballast_domain::{Address, Distribution, Hash};
use ethers_core::abi::Token;

use super::{
    super::abi::{Reader, address_token, uint},
    view::{ReadError, View},
};
use crate::error::RpcError;

pub(super) fn read(view: &View, method: u32, data: &[u8]) -> Result<Vec<Token>, ReadError> {
    let ledger = view.ledger;
    let mut r = Reader::new(data);
    Ok(match method {
        // pendingVoterReward(id)
        0xc2b9_bae0 => vec![uint(ledger.rewards.pending(r.address()?).rau())],
        // pendingVoterRewardDelegates()
        0x19d3_4f80 => vec![addresses(ledger.rewards.pending_delegates())],
        // delegateRewardSnapshot(id)
        0x8c9c_6230 => snapshot(view, r.address()?)?,
        // delegatePayoutAddress(id)
        0xc7b7_51fe => {
            let id = r.address()?;
            let payout = ledger.payout_of(id).ok_or_else(|| missing("", id))?;
            vec![address_token(payout.address), Token::Bool(payout.by_protocol)]
        }
        // voterRewardDestination(voter)
        0xef7f_2eec => {
            let voter = r.address()?;
            let (recipient, set_at) = match ledger.destination_of(voter) {
                Some(set) => (set.recipient, Some(set.height.0)),
                None => (voter, None),
            };
            vec![
                address_token(recipient),
                Token::Bool(set_at.is_some()),
                uint(set_at.unwrap_or(0)),
            ]
        }
        // voterRewardDistribution()
        0xc27c_3742 => distribution(ledger.voter_rewards.distribution.as_ref()),
        _ => return Err(ReadError::Unknown),
    })
}

/// The node's words for state that is not there, under a key of this beginning.
fn missing(prefix: &str, id: Address) -> ReadError {
    let key = hex::encode(id.as_bytes());
    let message = format!("state of {prefix}{key} doesn't exist: state does not exist");
    ReadError::Refused(RpcError::grpc(RpcError::NOT_FOUND, message))
}

fn addresses(list: impl IntoIterator<Item = Address>) -> Token {
    Token::Array(list.into_iter().map(address_token).collect())
}

/// No bucket is the largest number there is.
fn bucket(index: Option<u64>) -> Token {
    uint(index.unwrap_or(u64::MAX))
}

fn snapshot(view: &View, id: Address) -> Result<Vec<Token>, ReadError> {
    let snapshot = view.ledger.reward_snapshot(id).ok_or_else(|| missing("05", id))?;
    Ok(vec![
        uint(snapshot.commission.block_bps),
        uint(snapshot.commission.epoch_bps),
        Token::Bool(snapshot.commission.configured),
        uint(snapshot.total_weight.rau()),
        uint(snapshot.freeze_height.0),
        bucket(snapshot.self_stake_bucket),
    ])
}

/// All zero and empty where there is none.
fn distribution(running: Option<&Distribution>) -> Vec<Token> {
    let number = |of: fn(&Distribution) -> u64| uint(running.map_or(0, of));
    let entries = running.map_or(&[][..], |d| &d.entries[..]);
    let resume = running.and_then(|d| d.resume);
    vec![
        number(|d| d.era.0),
        Token::Bool(running.is_some_and(Distribution::is_done)),
        number(|d| d.completed.map_or(0, |height| height.0)),
        number(|d| d.freeze_height.0),
        address_token(running.map_or(Address::ZERO, Distribution::start_voter)),
        number(|d| d.phase.number().into()),
        Token::Bytes(resume.map_or_else(Vec::new, |voter| voter.as_bytes().to_vec())),
        Token::FixedBytes(running.map_or(Hash::default(), |d| d.seed).0.to_vec()),
        addresses(entries.iter().map(|entry| entry.id)),
        Token::Array(entries.iter().map(|entry| uint(entry.amount.rau())).collect()),
        Token::Array(entries.iter().map(|entry| uint(entry.distributed.rau())).collect()),
        Token::Array(entries.iter().map(|entry| uint(entry.total_weight.rau())).collect()),
        Token::Array(entries.iter().map(|entry| bucket(entry.self_stake_bucket)).collect()),
    ]
}

#[cfg(test)]
mod tests {
    use ethers_core::abi::{self, ParamType};

    use super::*;
    use crate::testing::chain;

    #[test]
    fn what_was_never_frozen_or_is_no_delegate_is_missing_and_no_distribution_is_all_zero() {
        let chain = chain();
        let view = chain.view();
        let (delegate, nobody) = (chain.genesis.delegates[0].owner, Address::from_bytes([0x77; 20]));
        let asked = |method: u32, of: Address| read(&view, method, &abi::encode(&[address_token(of)]));
        let refused = |method, of| match asked(method, of) {
            Err(ReadError::Refused(error)) => (error.code, error.message),
            _ => panic!("it was answered"),
        };
        let digits = "77".repeat(20);
        let expected = (5, format!("state of {digits} doesn't exist: state does not exist"));
        assert_eq!(refused(0xc7b7_51fe, nobody), expected);
        let expected = (5, format!("state of 05{digits} doesn't exist: state does not exist"));
        assert_eq!(refused(0x8c9c_6230, nobody), expected);
        let payout = asked(0xc7b7_51fe, delegate).ok();
        let reward = chain.genesis.delegates[0].reward;
        assert_eq!(payout, Some(vec![address_token(reward), Token::Bool(false)]));
        let unset = asked(0xef7f_2eec, nobody).ok();
        assert_eq!(unset, Some(vec![address_token(nobody), Token::Bool(false), uint(0)]));
        let none = abi::encode(&distribution(None));
        let list = ParamType::Array(Box::new(ParamType::Uint(256)));
        let read = abi::decode(&[vec![ParamType::Uint(64); 8], vec![list; 5]].concat(), &none).unwrap();
        assert!(read[8..].iter().all(|list| *list == Token::Array(Vec::new())));
    }

    #[test]
    fn a_node_of_before_knows_none_of_them() {
        let chain = chain();
        let view = View {
            knows_zanzibar: false,
            ..chain.view()
        };
        for method in [
            0xc2b9_bae0,
            0x19d3_4f80,
            0x8c9c_6230,
            0xc7b7_51fe,
            0xef7f_2eec,
            0xc27c_3742,
        ] {
            let data = abi::encode(&[address_token(Address::ZERO)]);
            assert!(matches!(
                super::super::rewarding::read(&view, method, &data),
                Err(ReadError::Unknown)
            ));
        }
    }
}
