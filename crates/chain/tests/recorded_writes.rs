//! Every native action that the wallet can take, against the bytes that a real node took and the receipts it gave
//! (recordings 02 to 05 and 11; 10 of an older version).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeSet;

use ballast_chain::{Receipt, encode, outcome, transfers};
use ballast_domain::{
    Address, Amount, BlsKey, BucketId, Days, Hash, OutcomeKind, Party, ReceiptStatus, TransferKind,
    actions::{
        Action, Activate, ChangeCandidate, Claim, ClaimFor, ConfirmExit, CreateStake, Deposit, DepositRewards, Endorse,
        IntendRevoke, MigrateStake, Register, RegisterWithBls, RequestExit, Restake, Revoke, TransferOwnership,
        TransferStake, Unstake, Update, UpdateWithBls, Withdraw,
    },
    keccak256,
};
use ethers_core::types::transaction::eip2718::TypedTransaction;
use ethers_core::utils::rlp::Rlp;
use serde_json::Value;

struct Recorded {
    what: String,
    action: Action,
    transaction: TypedTransaction,
    hash: Hash,
    raw: Vec<u8>,
    receipt: Option<Receipt>,
}

fn recorded() -> Vec<Recorded> {
    let files = [include_str!("data/writes.json"), include_str!("data/v222-writes.json")];
    let steps = files.map(|file| serde_json::from_str::<Value>(file).unwrap()["steps"].take());
    let steps = steps.iter().flat_map(|steps| steps.as_array().unwrap());
    steps.filter_map(read).collect()
}

fn read(step: &Value) -> Option<Recorded> {
    let raw: ethers_core::types::Bytes = step["raw"].as_str()?.parse().unwrap();
    let (transaction, _) = TypedTransaction::decode_signed(&Rlp::new(&raw)).unwrap();
    Some(Recorded {
        what: step["do"].as_str()?.to_owned(),
        action: action(
            step["function"].as_str()?.split('(').next()?,
            &step["args"],
            transaction.value().unwrap().as_u128(),
        )?,
        transaction,
        hash: step["hash"].as_str()?.parse().unwrap(),
        raw: raw.to_vec(),
        receipt: serde_json::from_value(step["receipt"].clone()).unwrap(),
    })
}

/// The action that a recorded call is; `None` for those that the wallet has no action for yet.
fn action(function: &str, args: &Value, value: u128) -> Option<Action> {
    let text = |name: &str| args[name].as_str().unwrap().to_owned();
    let number = |name: &str| {
        args[name]
            .as_u64()
            .unwrap_or_else(|| args[name].as_str().unwrap().parse().unwrap())
    };
    let address = |name: &str| text(name).parse::<Address>().unwrap();
    let amount = || Amount::from_rau(text("amount").parse().unwrap());
    let (bucket, payload) = (
        || number("bucketIndex"),
        || -> Vec<u8> { serde_json::from_value(args["data"].clone()).unwrap() },
    );
    let (duration, locked) = (
        || Days(number("duration") as u32),
        || args["autoStake"].as_bool().unwrap(),
    );
    Some(match function {
        "createStake" => CreateStake {
            candidate: text("candName"),
            amount: amount(),
            duration: duration(),
            locked: locked(),
            payload: payload(),
        }
        .into(),
        "depositToStake" => Deposit {
            bucket: bucket(),
            amount: amount(),
            payload: payload(),
        }
        .into(),
        "restake" => Restake {
            bucket: bucket(),
            duration: duration(),
            locked: locked(),
            payload: payload(),
        }
        .into(),
        "changeCandidate" => ChangeCandidate {
            bucket: bucket(),
            candidate: text("candName"),
            payload: payload(),
        }
        .into(),
        "transferStake" => TransferStake {
            bucket: bucket(),
            to: address("voterAddress"),
            payload: payload(),
        }
        .into(),
        "unstake" => Unstake {
            bucket: bucket(),
            payload: payload(),
        }
        .into(),
        "withdrawStake" => Withdraw {
            bucket: bucket(),
            payload: payload(),
        }
        .into(),
        "candidateActivate" => Activate { bucket: bucket() }.into(),
        "endorseCandidate" => Endorse { bucket: bucket() }.into(),
        "intentToRevokeEndorsement" => IntendRevoke { bucket: bucket() }.into(),
        "revokeEndorsement" => Revoke { bucket: bucket() }.into(),
        "candidateRegister" => Register {
            name: text("name"),
            operator: address("operatorAddress"),
            reward: address("rewardAddress"),
            owner: address("ownerAddress"),
            amount: amount(),
            duration: duration(),
            locked: locked(),
            payload: payload(),
        }
        .into(),
        "candidateUpdate" => Update {
            name: text("name"),
            operator: address("operatorAddress"),
            reward: address("rewardAddress"),
        }
        .into(),
        "candidateRegisterWithBLS" => RegisterWithBls {
            name: text("name"),
            operator: address("operatorAddress"),
            reward: address("rewardAddress"),
            owner: address("ownerAddress"),
            amount: Amount::from_rau(value),
            duration: duration(),
            locked: locked(),
            bls_key: text("blsPubKey").parse::<BlsKey>().ok()?,
            payload: payload(),
        }
        .into(),
        "candidateUpdateWithBLS" => UpdateWithBls {
            name: text("name"),
            operator: address("operatorAddress"),
            reward: address("rewardAddress"),
            bls_key: text("blsPubKey").parse().unwrap(),
        }
        .into(),
        "migrateStake" => MigrateStake { bucket: bucket() }.into(),
        "candidateTransferOwnership" => TransferOwnership {
            to: address("newOwner"),
            payload: serde_json::from_value(args["payload"].clone()).unwrap(),
        }
        .into(),
        "requestCandidateDeactivation" => RequestExit {}.into(),
        "confirmCandidateDeactivation" => ConfirmExit {}.into(),
        "claim" => Claim {
            amount: amount(),
            payload: payload(),
        }
        .into(),
        "claimFor" => ClaimFor {
            address: address("account"),
            amount: amount(),
            payload: payload(),
        }
        .into(),
        "deposit" => DepositRewards {
            amount: amount(),
            payload: payload(),
        }
        .into(),
        _ => return None,
    })
}

#[test]
fn every_action_is_encoded_to_the_bytes_that_the_node_took() {
    let mut methods = BTreeSet::new();
    for Recorded {
        what,
        action,
        transaction,
        ..
    } in recorded()
    {
        let call = encode(&action);
        assert_eq!(call.data, transaction.data().unwrap().to_vec(), "{what}");
        assert_eq!(call.to.as_bytes(), &transaction.to_addr().unwrap().0, "{what}");
        assert_eq!(call.value.rau(), transaction.value().unwrap().as_u128(), "{what}");
        let fees = ballast_chain::Fees::at(Amount::from_rau(1_000_000_000_000));
        assert!(call.into_transaction(4690, 0, &fees).reencoded, "{what}");
        methods.insert(action.method());
    }
    assert_eq!(methods.len(), 22, "{methods:?}");
}

#[test]
fn the_gas_limit_is_exactly_what_the_receipt_says_was_used() {
    let mut checked = 0;
    for Recorded {
        what, action, receipt, ..
    } in recorded()
    {
        if let Some(receipt) = receipt {
            let call = encode(&action);
            // A contract that runs takes more, and one that was not reached takes none.
            match call.runs_contract && receipt.status.is_success() {
                true => assert!(receipt.gas_used > call.gas_limit, "{what}"),
                false => assert_eq!(receipt.gas_used, call.gas_limit, "{what}"),
            }
            checked += 1;
        }
    }
    assert!(checked > 40);
}

#[test]
fn a_transactions_hash_is_that_of_its_bytes() {
    for Recorded { what, hash, raw, .. } in recorded() {
        assert_eq!(Hash(keccak256(&raw)), hash, "{what}");
    }
}

#[test]
fn success_is_status_one_and_every_failure_has_a_sentence() {
    let mut codes = BTreeSet::new();
    for Recorded {
        what, action, receipt, ..
    } in recorded()
    {
        let Some(receipt) = receipt else { continue };
        let outcome = outcome(&action, &receipt);
        codes.insert(receipt.status.0);
        assert_eq!(outcome.status, Some(receipt.status));
        if receipt.status == ReceiptStatus::SUCCESS {
            assert_eq!(
                outcome.kind,
                OutcomeKind::AsProposed,
                "{what}: {:?}",
                outcome.differences
            );
        } else {
            assert_eq!(outcome.kind, OutcomeKind::Failed, "{what}");
            // Of a registration it is known what the status means, and not only what it means of any action.
            let is_own = action.method().ends_with("WithBLS") || action.method() == "candidateUpdate";
            assert!(is_own || outcome.sentence == receipt.status.meaning(), "{what}");
            assert_ne!(outcome.sentence, ReceiptStatus(9999).meaning(), "{what}");
        }
    }
    assert_eq!(
        codes,
        BTreeSet::from([0, 1, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212])
    );
}

#[test]
fn a_stake_tells_its_bucket_its_fee_and_where_the_money_went() {
    let stake = recorded()
        .into_iter()
        .find(|r| r.what.starts_with("stake 1000 IOTX, 91 days, locked"))
        .unwrap();
    let receipt = stake.receipt.unwrap();
    let result = outcome(&stake.action, &receipt);
    assert_eq!(result.bucket, Some(BucketId::native(6)));
    assert_eq!(result.fee, Some(Amount::from_rau(10_000_000_000_010_000)));
    assert!(
        result.sentence.starts_with("Bucket 6 votes for delegate0."),
        "{}",
        result.sentence
    );
    let moved: Vec<_> = transfers(&receipt)
        .into_iter()
        .map(|t| (t.kind, t.to, t.amount.rau()))
        .collect();
    assert_eq!(
        moved,
        [
            (TransferKind::GasFee, Party::RewardingPool, 10_000_000_000_000_000),
            (TransferKind::PriorityFee, Party::RewardingPool, 10_000),
            (TransferKind::CreateBucket, Party::StakingPool, 1000 * 10u128.pow(18)),
        ]
    );
}

#[test]
fn money_that_does_not_match_the_proposal_is_said() {
    let stake = recorded()
        .into_iter()
        .find(|r| r.what.starts_with("stake 1000 IOTX, 91 days, locked"))
        .unwrap();
    let Action::CreateStake(mut wanted) = stake.action else {
        panic!("not a stake")
    };
    wanted.amount = Amount::from_iotx(1001);
    let result = outcome(&wanted.into(), &stake.receipt.unwrap());
    assert_eq!(result.kind, OutcomeKind::Different);
    assert_eq!(result.differences.len(), 1);
}
