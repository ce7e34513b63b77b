//! What a transaction gives to others, read off the bytes that are to be signed and off nothing else: whatever was said of
//! it before, by a page or a file, does not count here.
//!
//! What is the signer's own afterwards, such as a bucket, is not given; that a delegate leaves, or is changed, so that it may
//! make no blocks, is told here all the same. A call that is not read here is told as just that, so that who asks a person
//! about gifts asks about it as well.

mod native;

use ballast_abi::{
    EthCall, H160, U256, bucket_nft, bucket_nft_v1, bucket_nft_v2, bucket_nft_v3, delegate_profile, erc20, erc721,
};
use ballast_domain::{Address, Amount, BucketId, Units, shown_text};

/// Letters of a delegate's name that are shown.
const MOST_LETTERS: usize = 40;

/// Something that a transaction gives away.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// Who gets it; none where the bytes do not say.
    pub to: Option<Address>,
    /// What they get.
    pub gift: Gift,
}

/// What somebody gets by a transaction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Gift {
    /// IOTX.
    Iotx(Amount),
    /// Tokens of a contract: as many of its smallest units, or the one with this number.
    Tokens {
        /// The token's contract.
        contract: Address,
        /// How many, or which.
        units: Units,
    },
    /// Leave to take tokens of a contract.
    AllowTokens {
        /// The token's contract.
        contract: Address,
        /// How many, or which.
        units: Units,
    },
    /// Leave to take whatever the signer has, and will have, of a contract.
    AllowAll {
        /// The token's contract.
        contract: Address,
    },
    /// A bucket, native or not.
    Bucket(BucketId),
    /// Leave to take a bucket NFT.
    AllowBucket(BucketId),
    /// What a bucket NFT pays out.
    Payout(BucketId),
    /// IOTX for a native bucket. The bytes name no owner: it may be the signer.
    Deposit {
        /// The bucket.
        bucket: BucketId,
        /// How much.
        amount: Amount,
    },
    /// A part of a bucket NFT's money, for whom its contract was told.
    Donation {
        /// The bucket.
        bucket: BucketId,
        /// How much.
        amount: Amount,
    },
    /// A new delegate, with its self-stake.
    NewDelegate {
        /// Its name, fit to be shown.
        name: String,
        /// The self-stake.
        amount: Amount,
    },
    /// The signer's delegate.
    Delegate,
    /// What the signer's delegate is called and does, told anew: with a wrong key or maker of blocks it makes none.
    DelegateChange {
        /// Its name from then on, fit to be shown.
        name: String,
        /// Whether the delegate's BLS key is told anew too.
        key: bool,
    },
    /// The chain pays the voters of the signer's delegate from then on, and what is left to its owner; that cannot be taken
    /// back.
    OptIn,
    /// What the signer's delegate promises by a contract of profiles, if that is what stands there.
    Profile {
        /// The contract.
        contract: Address,
        /// Which promise, fit to be shown.
        field: String,
    },
    /// The signer's delegate leaves the election; what asks for it cannot be taken back.
    Exit,
    /// The rewards of a delegate.
    DelegateRewards {
        /// Its name, fit to be shown.
        name: String,
    },
    /// The making of a delegate's blocks.
    Operation {
        /// Its name, fit to be shown.
        name: String,
    },
    /// The rewards of the signer's votes.
    VoterRewards,
    /// IOTX for the reward pool.
    RewardPool(Amount),
    /// A call, or data, that is not read here.
    Call {
        /// How many bytes it has.
        bytes: usize,
    },
}

impl Given {
    fn to(to: H160, gift: Gift) -> Self {
        Self {
            to: Some(Address::from_bytes(to.0)),
            gift,
        }
    }
}

/// What a transaction of `data` and `value` IOTX to `to` gives to others, `bucket_nfts` being the network's own contracts
/// for bucket NFTs. Whom it gives to may be the signer: that is for the caller to know.
pub fn given(to: Address, value: Amount, data: &[u8], bucket_nfts: &[Address]) -> Vec<Given> {
    match to {
        Address::STAKING => native::by_staking(value, data),
        Address::REWARDING => native::by_rewarding(data),
        contract if bucket_nfts.contains(&contract) => by_bucket_nft(contract, value, data),
        other => by_transfer(other, value, data),
    }
}

/// The call, if it is that one.
pub(super) fn read<C: EthCall>(data: &[u8]) -> Option<C> {
    match data.starts_with(&C::selector()) {
        true => C::decode(data).ok(),
        false => None,
    }
}

fn is<C: EthCall>(data: &[u8]) -> bool {
    data.starts_with(&C::selector())
}

fn by_bucket_nft(contract: Address, value: Amount, data: &[u8]) -> Vec<Given> {
    let own = is::<bucket_nft::StakeCall>(data)
        || is::<bucket_nft::StakeManyCall>(data)
        || is::<bucket_nft::UnlockCall>(data)
        || is::<bucket_nft::LockCall>(data)
        || is::<bucket_nft::MergeCall>(data)
        || is::<bucket_nft::ChangeDelegateCall>(data)
        || is::<bucket_nft::UnstakeCall>(data)
        || is::<bucket_nft_v1::ExpandBucketCall>(data)
        || is::<bucket_nft_v2::ExpandBucketCall>(data)
        || is::<bucket_nft_v3::MigrateLegacyBucketCall>(data);
    if own {
        return Vec::new();
    }
    // Numbers of buckets count in 64 bits; of a greater one there is none.
    let bucket = |number: U256| {
        (number <= U256::from(u64::MAX)).then(|| BucketId {
            contract: Some(contract),
            index: number.as_u64(),
        })
    };
    let told = || {
        if let Some(call) = read::<erc721::TransferFromCall>(data) {
            return Some(vec![Given::to(call.to, Gift::Bucket(bucket(call.token_id)?))]);
        }
        if let Some(call) = read::<erc721::SafeTransferFromCall>(data) {
            return Some(vec![Given::to(call.to, Gift::Bucket(bucket(call.token_id)?))]);
        }
        if let Some(call) = read::<erc721::ApproveCall>(data) {
            let bucket = bucket(call.token_id)?;
            // Nobody: the leave is taken back.
            let all = (call.to != H160::zero()).then(|| Given::to(call.to, Gift::AllowBucket(bucket)));
            return Some(Vec::from_iter(all));
        }
        if let Some(call) = read::<bucket_nft::WithdrawCall>(data) {
            return Some(vec![Given::to(call.recipient, Gift::Payout(bucket(call.bucket_id)?))]);
        }
        if let Some(call) = read::<bucket_nft_v2::DonateCall>(data) {
            let gift = Gift::Donation {
                bucket: bucket(call.bucket_id)?,
                amount: amount(call.amount),
            };
            return Some(vec![Given { to: None, gift }]);
        }
        allowance_of_all(contract, data)
    };
    let mut all = told().unwrap_or_else(|| unread(contract, data));
    // None of these takes money.
    if !value.is_zero() {
        let gift = Gift::Iotx(value);
        all.push(Given {
            to: Some(contract),
            gift,
        });
    }
    all
}

fn by_transfer(to: Address, value: Amount, data: &[u8]) -> Vec<Given> {
    let mut all = Vec::new();
    if !value.is_zero() {
        let gift = Gift::Iotx(value);
        all.push(Given { to: Some(to), gift });
    }
    if !data.is_empty() {
        let told = by_token(to, data).or_else(|| by_profile(to, data));
        all.extend(told.unwrap_or_else(|| unread(to, data)));
    }
    all
}

/// What a call of a token's contract gives, by the standards of tokens: those that count and those that number share the
/// forms of most calls.
fn by_token(contract: Address, data: &[u8]) -> Option<Vec<Given>> {
    let tokens = |to, number| {
        let units = units(number);
        vec![Given::to(to, Gift::Tokens { contract, units })]
    };
    if let Some(call) = read::<erc20::TransferCall>(data) {
        return Some(tokens(call.to, call.amount));
    }
    if let Some(call) = read::<erc20::TransferFromCall>(data) {
        return Some(tokens(call.to, call.amount));
    }
    if let Some(call) = read::<erc721::SafeTransferFromCall>(data) {
        return Some(tokens(call.to, call.token_id));
    }
    if let Some(call) = read::<erc20::ApproveCall>(data) {
        // To nobody, or nothing of what is counted: a leave is taken back. A token with the number 0 is told all the same.
        let nobody = call.spender == H160::zero();
        let units = units(call.amount);
        let all = (!nobody).then(|| Given::to(call.spender, Gift::AllowTokens { contract, units }));
        return Some(Vec::from_iter(all));
    }
    allowance_of_all(contract, data)
}

/// What is written to a delegate's profile. Whether the contract is one of profiles, the bytes do not say.
fn by_profile(contract: Address, data: &[u8]) -> Option<Vec<Given>> {
    let call = read::<delegate_profile::UpdateProfileCall>(data)?;
    let field = named(&call.field);
    let gift = Gift::Profile { contract, field };
    Some(vec![Given { to: None, gift }])
}

fn allowance_of_all(contract: Address, data: &[u8]) -> Option<Vec<Given>> {
    let call = read::<erc721::SetApprovalForAllCall>(data)?;
    let all = call
        .approved
        .then(|| Given::to(call.operator, Gift::AllowAll { contract }));
    Some(Vec::from_iter(all))
}

fn unread(to: Address, data: &[u8]) -> Vec<Given> {
    let gift = Gift::Call { bytes: data.len() };
    vec![Given { to: Some(to), gift }]
}

/// What is more than there can be is told as the most that can be written.
pub(super) fn amount(number: U256) -> Amount {
    match number > U256::from(u128::MAX) {
        true => Amount::from_rau(u128::MAX),
        false => Amount::from_rau(number.as_u128()),
    }
}

fn units(number: U256) -> Units {
    let mut word = [0; 32];
    number.to_big_endian(&mut word);
    Units::from_be_bytes(&word)
}

fn named(name: &str) -> String {
    shown_text(name.as_bytes(), MOST_LETTERS).unwrap_or_default()
}

#[cfg(test)]
mod tests;
