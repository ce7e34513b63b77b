//! Reads of the staking protocol, in the four versions of their tuples.

use ballast_domain::{Address, BlockClock, Bucket, Candidate, Exit, StakingState};
use ethers_core::abi::Token;

use super::{
    super::abi::{Reader, address_token, uint},
    contract_buckets,
    view::{ReadError, View},
};
use crate::error::RpcError;

pub(super) fn read(view: &View, method: u32, data: &[u8]) -> Result<Vec<Token>, ReadError> {
    let mut r = Reader::new(data);
    let staking = &view.ledger.staking;
    let answer = match method {
        // buckets(offset, limit) and its composite forms
        0xb1ff_5c24 => buckets(page(view.lists.buckets.values(), r.uint32()?, r.uint32()?), 1),
        0x40f0_86d6 | 0x520f_1bdc => {
            let version = if method == 0x40f0_86d6 { 2 } else { 3 };
            composite(view, view.lists.buckets.values(), |_| true, &mut r, version)?
        }
        // bucketsByVoter(voter, offset, limit)
        0x4a0c_59f9 => {
            let of = r.address()?;
            buckets(page(owned(staking, of), r.uint32()?, r.uint32()?), 1)
        }
        0x8096_5570 | 0x2736_514b => {
            let (of, version) = (r.address()?, if method == 0x8096_5570 { 2 } else { 3 });
            composite(view, owned(staking, of), |b| b.owner == of, &mut r, version)?
        }
        // bucketsByCandidate(name, offset, limit)
        0x387c_001b => {
            let name = r.text()?;
            buckets(page(voting(staking, &name), r.uint32()?, r.uint32()?), 1)
        }
        0x33df_73c7 | 0x71a3_e9b9 => {
            let (name, version) = (r.text()?, if method == 0x33df_73c7 { 2 } else { 3 });
            let id = staking.by_name(&name).map(|c| c.id);
            composite(
                view,
                voting(staking, &name),
                |b| Some(b.candidate) == id,
                &mut r,
                version,
            )?
        }
        // bucketsByIndexes(indexes)
        0x7d14_1b79 => buckets(existing(staking, r.indexes()?), 1),
        0x347c_dbd5 | 0xd9dc_6fae => {
            let indexes = r.indexes()?;
            let others = contract_buckets::at(view, &indexes);
            let version = if method == 0x347c_dbd5 { 2 } else { 3 };
            buckets(existing(staking, indexes).into_iter().chain(&others), version)
        }
        // bucketsCount(), compositeBucketsCount(): all there ever were, and those not withdrawn
        0xfa87_b185 => {
            return Ok(vec![uint(staking.next_index), uint(staking.buckets.len() as u64)]);
        }
        0xa40d_6b8c => {
            let (total, stand) = contract_buckets::counts(view);
            let active = staking.buckets.len() as u64 + stand;
            return Ok(vec![uint(staking.next_index + total), uint(active)]);
        }
        // totalStakingAmount(), compositeTotalStakingAmount()
        0xd201_114a => uint(staking.total_staked().rau()),
        0x3aad_591c => {
            let others = contract_buckets::all(view).map(|b| b.amount).sum();
            uint(staking.total_staked().saturating_add(others).rau())
        }
        // contractStakeBucketTypes(contract)
        0x0176_19d4 => contract_buckets::types(view, r.address()?),
        // candidates(offset, limit)
        0xc473_0906 => candidates(view, &mut r, 1)?,
        0xb591_758b => candidates(view, &mut r, 3)?,
        0x5198_e155 => candidates(view, &mut r, 4)?,
        // candidateByName(name)
        0x6da1_bb77 => one(view, staking.by_name(&r.text()?), 1)?,
        0xa817_0794 => one(view, staking.by_name(&r.text()?), 3)?,
        0x7fc2_4297 => one(view, staking.by_name(&r.text()?), 4)?,
        // candidateByAddress(owner)
        0x43f7_5ae4 => one(view, by_owner(staking, r.address()?), 1)?,
        0xc03d_f730 => one(view, by_owner(staking, r.address()?), 3)?,
        0xf7b5_932c => one(view, by_owner(staking, r.address()?), 4)?,
        // candidateByID(id)
        0x7943_6882 => one(view, staking.candidates.get(&r.address()?), 3)?,
        0x9161_3c2e => one(view, staking.candidates.get(&r.address()?), 4)?,
        // candidateDeactivation(owner)
        0xa1c7_820a => {
            let (requested, at) = match by_owner(staking, r.address()?).map(|c| c.exit) {
                Some(Exit::Requested) => (true, 0),
                Some(Exit::ScheduledAt(height)) => (true, height.0),
                Some(Exit::None) | None => (false, 0),
            };
            return Ok(vec![Token::Bool(requested), uint(at)]);
        }
        _ => return Err(ReadError::Unknown),
    };
    Ok(vec![answer])
}

fn by_owner(staking: &StakingState, owner: Address) -> Option<&Candidate> {
    staking.by_owner(owner)
}

fn page<T>(all: impl IntoIterator<Item = T>, offset: u32, limit: u32) -> Vec<T> {
    all.into_iter().skip(offset as usize).take(limit as usize).collect()
}

/// The composite reads apply offset and limit to the native buckets, and then again to what that gave and all contract
/// buckets that `fit`, so that any offset is applied twice (iotex-protocol.md §2.2).
fn composite<'a>(
    view: &View,
    native: impl IntoIterator<Item = &'a Bucket>,
    fit: impl Fn(&Bucket) -> bool,
    r: &mut Reader,
    version: u8,
) -> Result<Token, ReadError> {
    let (offset, limit) = (r.uint32()?, r.uint32()?);
    let others: Vec<Bucket> = contract_buckets::all(view).filter(fit).collect();
    let both = page(native, offset, limit).into_iter().chain(&others);
    Ok(buckets(page(both, offset, limit), version))
}

fn existing(staking: &StakingState, indexes: Vec<u64>) -> Vec<&Bucket> {
    indexes.iter().filter_map(|index| staking.buckets.get(index)).collect()
}

fn owned(staking: &StakingState, owner: Address) -> Vec<&Bucket> {
    existing(staking, staking.by_owner.get(&owner).cloned().unwrap_or_default())
}

fn voting<'a>(staking: &'a StakingState, name: &str) -> Vec<&'a Bucket> {
    let id = staking.by_name(name).map(|c| c.id);
    existing(
        staking,
        id.and_then(|id| staking.by_candidate.get(&id))
            .cloned()
            .unwrap_or_default(),
    )
}

fn buckets<'a>(list: impl IntoIterator<Item = &'a Bucket>, version: u8) -> Token {
    Token::Array(list.into_iter().map(|b| bucket(b, version)).collect())
}

fn bucket(b: &Bucket, version: u8) -> Token {
    let mut fields = vec![
        uint(b.id.index),
        address_token(b.candidate),
        uint(b.amount.rau()),
        uint(b.duration.0),
        uint(b.created.seconds()),
        uint(b.stake_start.seconds()),
        uint(b.unstake_start.map_or(0, |at| at.seconds())),
        Token::Bool(b.locked),
        address_token(b.owner),
    ];
    if version >= 2 {
        fields.push(address_token(b.id.contract.unwrap_or(Address::ZERO)));
        fields.extend(clock(b.blocks.as_ref()).map(uint));
    }
    if version >= 3 {
        fields.push(uint(b.endorsement.expire_height()));
    }
    Token::Tuple(fields)
}

/// Duration, creation, start and end in blocks; 0 for buckets that count seconds.
fn clock(clock: Option<&BlockClock>) -> [u64; 4] {
    clock.map_or([0; 4], |clock| {
        let end = clock.unstake_start.map_or(u64::MAX, |height| height.0);
        [clock.duration, clock.created.0, clock.stake_start.0, end]
    })
}

fn candidates(view: &View, r: &mut Reader, version: u8) -> Result<Token, ReadError> {
    let list = page(view.lists.candidates_in_order(), r.uint32()?, r.uint32()?);
    Ok(Token::Array(
        list.into_iter()
            .map(|c| candidate(view, view.lists, c, version))
            .collect(),
    ))
}

fn one(view: &View, found: Option<&Candidate>, version: u8) -> Result<Token, ReadError> {
    let missing = || RpcError::plain("address length = 0, expecting 41: invalid address");
    let found = found.ok_or_else(|| ReadError::Refused(missing()))?;
    Ok(candidate(view, &view.ledger.staking, found, version))
}

fn candidate(view: &View, staking: &StakingState, c: &Candidate, version: u8) -> Token {
    let (index, tokens) = match c.self_stake_bucket {
        Some(index) if stands(staking, index) => (index, c.self_stake.rau()),
        Some(_) => (u64::MAX, 0),
        None => (u64::MAX, c.self_stake.rau()),
    };
    // The first version says "none" in 32 bits.
    let index = match index {
        u64::MAX if version == 1 => u64::from(u32::MAX),
        index => index,
    };
    let mut fields = vec![
        address_token(c.owner),
        address_token(c.operator),
        address_token(c.reward),
        Token::String(c.name.clone()),
        uint(c.votes.saturating_add(view.votes_apart(c.id)).rau()),
        uint(index),
        uint(tokens),
    ];
    if version >= 3 {
        fields.push(address_token(c.id));
    }
    if version >= 4 {
        fields.push(Token::Bytes(c.bls_key.clone()));
    }
    Token::Tuple(fields)
}

/// Reads hide a self-stake bucket that is gone, unstaked, or no longer endorses the delegate.
fn stands(staking: &StakingState, index: u64) -> bool {
    staking
        .buckets
        .get(&index)
        .is_some_and(|bucket| staking.is_self_stake(bucket))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::chain;

    #[test]
    fn no_self_stake_bucket_is_32_bits_in_the_first_version_only() {
        let chain = chain();
        let view = chain.view();
        let mut delegate = view.lists.candidates.values().next().unwrap().clone();
        delegate.self_stake_bucket = None;
        let index = |version| match candidate(&view, view.lists, &delegate, version) {
            Token::Tuple(fields) => fields[5].clone(),
            other => other,
        };
        assert_eq!(index(1), uint(u32::MAX));
        assert_eq!([index(3), index(4)], [uint(u64::MAX), uint(u64::MAX)]);
    }
}
