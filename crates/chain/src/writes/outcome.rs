//! A receipt into an outcome: what happened, against what was wanted.

use ballast_abi::{bucket_nft, native_transfer::TransferFilter, staking, topic};
use ballast_domain::{
    Address, Amount, BucketId, Change, Figure, Hash, Outcome, OutcomeKind, Party, Transfer, TransferKind,
    actions::Action,
};

use super::write_of;
use crate::{
    Log, Receipt,
    decode::{Words, address_of},
};

/// Who the node's pseudo logs of native transfers come from; they stand in receipts only (node-behaviour.md §3).
const TRANSFER_LOGGER: Address = Address::from_bytes([
    0xcc, 0xd3, 0xd8, 0x86, 0x3d, 0x24, 0x1b, 0xcc, 0x80, 0xf4, 0x63, 0x02, 0x31, 0x0a, 0x6d, 0x94, 0x2a, 0x90, 0xe8,
    0x51,
]);
/// In the order of the node's numbers.
const KINDS: [TransferKind; 12] = [
    TransferKind::InContract,
    TransferKind::WithdrawBucket,
    TransferKind::CreateBucket,
    TransferKind::DepositToBucket,
    TransferKind::SelfStake,
    TransferKind::RegistrationFee,
    TransferKind::GasFee,
    TransferKind::Native,
    TransferKind::DepositToRewards,
    TransferKind::ClaimRewards,
    TransferKind::BlobFee,
    TransferKind::PriorityFee,
];

/// What is said of a transaction that the chain dropped.
const VANISHED: &str = "The chain dropped the transaction without a receipt. Nothing was done and nothing was paid.";

/// What became of a mined action. Success is status 1 and nothing else.
pub fn outcome(action: &Action, receipt: &Receipt) -> Outcome {
    let write = write_of(action);
    let meaning = write.failed(receipt.status);
    let meaning = meaning.unwrap_or_else(|| receipt.status.meaning());
    let failed = Outcome {
        kind: OutcomeKind::Failed,
        status: Some(receipt.status),
        sentence: meaning.to_owned(),
        says: meaning.into(),
        fee: fee(receipt),
        bucket: None,
        differences: Vec::new(),
    };
    if !receipt.status.is_success() {
        return failed;
    }
    // Any contract may say that it issued a bucket.
    let issued = action.issues_nft().then(|| staked(receipt)).flatten();
    let bucket = issued.or_else(|| bucket_of(receipt).map(BucketId::native));
    let (moved, mut differences) = match write.moves() {
        None => (None, Vec::new()),
        Some((kind, wanted)) => {
            // Where nothing is wanted, the node writes no transfer.
            let told = moved(receipt, kind).or(wanted.filter(|wanted| wanted.is_zero()));
            // What is signed moves whole where it succeeds; a node that tells of another amount is shown beside that.
            let moved = wanted.or(told);
            (moved, wanted.map(|wanted| difference(wanted, told)).unwrap_or_default())
        }
    };
    differences.extend(write.token_differences(receipt));
    let says = write.told(receipt);
    let says = says.unwrap_or_else(|| write.done(bucket.map(|bucket| bucket.index), moved));
    Outcome {
        kind: if differences.is_empty() {
            OutcomeKind::AsProposed
        } else {
            OutcomeKind::Different
        },
        sentence: says.to_string(),
        says,
        bucket,
        differences,
        ..failed
    }
}

/// The outcome of a transaction that nodes took and the chain dropped.
pub fn vanished() -> Outcome {
    Outcome {
        kind: OutcomeKind::Vanished,
        status: None,
        sentence: VANISHED.into(),
        says: VANISHED.into(),
        fee: None,
        bucket: None,
        differences: Vec::new(),
    }
}

/// What a transaction cost, in Rau: what the receipt's transfers say, or gas by price where the node tells of none. The two
/// differ where a protocol runs a contract, which is charged at the full offer (recording 06, step 254).
pub fn fee(receipt: &Receipt) -> Option<Amount> {
    let told = transfers(receipt);
    let mut fees = told
        .iter()
        .filter(|transfer| {
            matches!(
                transfer.kind,
                TransferKind::GasFee | TransferKind::PriorityFee | TransferKind::BlobFee
            )
        })
        .peekable();
    match fees.peek() {
        Some(_) => Some(fees.map(|transfer| transfer.amount).sum()),
        None => receipt.fee(),
    }
}

/// Every movement of money that the node tells of in a receipt, fees included.
pub fn transfers(receipt: &Receipt) -> Vec<Transfer> {
    receipt.logs.iter().filter_map(transfer).collect()
}

/// Whether two receipts of one transaction tell different things of what it moved. A node that tells of no native transfers
/// contradicts nobody by that.
pub fn contradict(one: &Receipt, other: &Receipt) -> bool {
    let ((native, rest), (others_native, others_rest)) = (parted(one), parted(other));
    let both_tell = !native.is_empty() && !others_native.is_empty();
    rest != others_rest || (both_tell && native != others_native)
}

/// A receipt's logs of native transfers, which are the node's own, and those of contracts and protocols.
fn parted(receipt: &Receipt) -> (Vec<&Log>, Vec<&Log>) {
    receipt.logs.iter().partition(|log| log.address == TRANSFER_LOGGER)
}

fn transfer(log: &Log) -> Option<Transfer> {
    let [name, from, to, kind] = log.topics.as_slice() else {
        return None;
    };
    if log.address != TRANSFER_LOGGER || name.0 != topic::<TransferFilter>() {
        return None;
    }
    Some(Transfer {
        kind: *KINDS.get(usize::try_from(Words::new(&kind.0).u64(0).ok()?).ok()?)?,
        from: party(from)?,
        to: party(to)?,
        amount: Words::new(&log.data).amount(0).ok()?,
    })
}

fn party(topic: &Hash) -> Option<Party> {
    Some(match address_of(&topic.0)? {
        Address::STAKING => Party::StakingPool,
        Address::REWARDING => Party::RewardingPool,
        account => Party::Account(account),
    })
}

/// The money of one kind in a receipt; `None` where there is none of it.
fn moved(receipt: &Receipt, kind: TransferKind) -> Option<Amount> {
    let all = transfers(receipt);
    let mut of_kind = all.iter().filter(|transfer| transfer.kind == kind).peekable();
    if of_kind.peek().is_none() && kind == TransferKind::Native {
        // What is sent to a contract is logged as the contract's business, before all that the contract does with it.
        let first = all.iter().find(|transfer| transfer.kind == TransferKind::InContract);
        return first.map(|transfer| transfer.amount);
    }
    of_kind.peek()?;
    Some(of_kind.map(|transfer| transfer.amount).sum())
}

fn difference(wanted: Amount, moved: Option<Amount>) -> Vec<Change> {
    if moved == Some(wanted) {
        return Vec::new();
    }
    let after = moved.map_or(Figure::Unknown, Figure::Iotx);
    vec![Change::new("Amount moved", Figure::Iotx(wanted), after)]
}

/// The bucket NFT that a contract issued, if it issued one only.
fn staked(receipt: &Receipt) -> Option<BucketId> {
    let name = Hash(topic::<bucket_nft::StakedFilter>());
    let mut issued = receipt.logs.iter().filter(|log| log.topics.first() == Some(&name));
    let log = issued.next()?;
    if issued.next().is_some() {
        return None;
    }
    Some(BucketId {
        contract: Some(log.address),
        index: Words::new(&log.topics.get(1)?.0).u64(0).ok()?,
    })
}

/// The native bucket that a receipt names.
fn bucket_of(receipt: &Receipt) -> Option<u64> {
    let mut logs = receipt.logs.iter().filter(|log| log.address == Address::STAKING);
    logs.find_map(named_bucket)
}

/// A staking log of the older form has the method's name in ASCII as its first topic and the index as its second, where
/// all ones mean none. Of the newer form, `Staked` alone says which bucket is new.
fn named_bucket(log: &Log) -> Option<u64> {
    let [name, index, ..] = log.topics.as_slice() else {
        return None;
    };
    let index = match () {
        () if name.0[0] == 0 => Words::new(&index.0).u64(0),
        () if name.0 == topic::<staking::StakedFilter>() => Words::new(&log.data).u64(0),
        () => return None,
    };
    index.ok().filter(|index| *index != u64::MAX)
}

#[cfg(test)]
mod tests {
    use ballast_domain::ReceiptStatus;

    use super::*;

    #[test]
    fn a_receipt_without_a_status_is_no_success() {
        let receipt: Receipt = serde_json::from_value(serde_json::json!({
            "transactionHash": Hash([1; 32]), "blockNumber": "0x1", "blockHash": Hash([2; 32]),
            "from": Address::ZERO, "gasUsed": "0x2710",
        }))
        .unwrap();
        assert_eq!(receipt.status, ReceiptStatus::UNKNOWN);
        assert!(!receipt.status.is_success());
        assert_eq!(receipt.fee(), None, "an unknown price is not a fee of zero");
    }

    #[test]
    fn what_is_signed_moves_whole_and_a_log_of_another_amount_is_shown_beside_it() {
        let (from, to) = (Address::from_bytes([1; 20]), Address::from_bytes([2; 20]));
        let word = |address: Address| format!("0x{:0>64}", address.to_hex().trim_start_matches("0x"));
        let log = serde_json::json!({ "address": TRANSFER_LOGGER, "data": format!("0x{:064x}", 0),
            "topics": [Hash(topic::<TransferFilter>()), word(from), word(to), format!("0x{:064x}", 7)] });
        let receipt: Receipt = serde_json::from_value(serde_json::json!({
            "transactionHash": Hash([1; 32]), "blockNumber": "0x1", "blockHash": Hash([2; 32]),
            "from": from, "status": "0x1", "gasUsed": "0x2710", "logs": [log],
        }))
        .unwrap();
        let send = serde_json::from_value(serde_json::json!({
            "action": "send", "to": to, "amount": "5000000000000000000",
        }));
        let told = outcome(&send.unwrap(), &receipt);
        assert_eq!(told.kind, OutcomeKind::Different);
        assert!(told.sentence.starts_with("5 IOTX went to"), "{}", told.sentence);
        assert_eq!(told.differences.len(), 1, "{:?}", told.differences);
    }

    /// The receipt of a transaction that one log came of.
    fn logged(status: &str, address: Address, topics: &[Hash], data: &[Address]) -> Receipt {
        let data: String = data
            .iter()
            .map(|address| format!("{:0>64}", address.to_hex().trim_start_matches("0x")))
            .collect();
        let log = serde_json::json!({ "address": address, "data": format!("0x{data}"), "topics": topics });
        serde_json::from_value(serde_json::json!({
            "transactionHash": Hash([1; 32]), "blockNumber": "0x1", "blockHash": Hash([2; 32]),
            "from": Address::ZERO, "status": status, "gasUsed": "0x2710", "logs": [log],
        }))
        .unwrap()
    }

    fn word(address: Address) -> Hash {
        Hash(ballast_domain::word::address(address))
    }

    #[test]
    fn where_voter_rewards_go_is_said_by_the_protocols_own_event_and_by_nobody_elses() {
        let [voter, one, other] = [1, 2, 3].map(|n| Address::from_bytes([n; 20]));
        let action = serde_json::from_value(serde_json::json!({
            "action": "setVoterRewardDestination", "recipient": other,
        }));
        let action: Action = action.unwrap();
        let topics = [
            Hash(topic::<ballast_abi::rewarding::VoterRewardDestinationSetFilter>()),
            word(voter),
        ];
        let said = |emitter, before, after| {
            let receipt = logged("0x1", emitter, &topics, &[before, after]);
            outcome(&action, &receipt).sentence
        };
        let rewarding = Address::REWARDING;
        assert_eq!(
            said(rewarding, one, other),
            format!("Your voter rewards are paid to {other}, and no longer to {one}.")
        );
        assert_eq!(
            said(rewarding, one, voter),
            format!("Your voter rewards are paid to your own account, and no longer to {one}.")
        );
        assert_eq!(
            said(rewarding, voter, voter),
            "Your voter rewards are paid to your own account, as before."
        );
        assert_eq!(
            said(one, one, voter),
            format!("Your voter rewards are paid to {other}.")
        );
    }

    #[test]
    fn an_opt_in_names_the_delegate_and_a_wrong_proof_is_called_that() {
        let id = Address::from_bytes([7; 20]);
        let topics = [Hash(topic::<staking::VoterRewardOptInSetFilter>()), word(id)];
        let opt_in = serde_json::from_value(serde_json::json!({ "action": "setVoterRewardOptIn" }));
        let told = outcome(&opt_in.unwrap(), &logged("0x1", Address::STAKING, &topics, &[]));
        assert!(
            told.sentence
                .starts_with(&format!("The delegate with the id {id} is opted in"))
        );
        let key = "0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";
        let update = serde_json::from_value(serde_json::json!({
            "action": "candidateUpdateWithBLSAndPoP", "name": "fathom", "operator": id, "reward": id, "blsKey": key,
            "proof": "0x01",
        }));
        let told = outcome(&update.unwrap(), &logged("0xcb", Address::STAKING, &[], &[]));
        assert!(
            told.sentence.starts_with("The proof of possession was not that"),
            "{}",
            told.sentence
        );
    }

    #[test]
    fn receipts_contradict_each_other_in_what_both_tell() {
        let receipt = |logs: &[(Address, u8)]| -> Receipt {
            let logs: Vec<_> = logs
                .iter()
                .map(|(address, byte)| serde_json::json!({ "address": address, "topics": [Hash([*byte; 32])] }))
                .collect();
            serde_json::from_value(serde_json::json!({
                "transactionHash": Hash([1; 32]), "blockNumber": "0x1", "blockHash": Hash([2; 32]),
                "from": Address::ZERO, "status": "0x1", "gasUsed": "0x2710", "logs": logs,
            }))
            .unwrap()
        };
        let of = |native: u8, rest: u8| receipt(&[(Address::STAKING, rest), (TRANSFER_LOGGER, native)]);
        assert!(!contradict(&of(1, 2), &of(1, 2)));
        assert!(contradict(&of(1, 2), &of(3, 2)) && contradict(&of(1, 2), &of(1, 3)));
        let silent = receipt(&[(Address::STAKING, 2)]);
        assert!(!contradict(&of(1, 2), &silent) && !contradict(&silent, &of(1, 2)));
        assert!(contradict(&silent, &receipt(&[])));
    }
}
