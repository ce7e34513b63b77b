//! The genesis of a practice network that nobody described: forty delegates, their voters, and a faucet.

mod payouts;

use ballast_domain::{Address, Amount, hash160, keccak256};
use k256::ecdsa::SigningKey;

use crate::{Genesis, GenesisAccount, GenesisBucket, GenesisBucketType, GenesisDelegate, contracts};

/// The private key of the faucet, an account with practice money for everybody: keccak256 of
/// `ballast practice faucet`. It is public by design: that money is worth nothing anywhere.
pub const FAUCET_KEY: [u8; 32] = [
    0x29, 0xd0, 0xe6, 0x62, 0x65, 0x8e, 0xdd, 0x9b, 0x47, 0x1c, 0x53, 0xf1, 0x3a, 0x57, 0xc1, 0x65, 0xa6, 0x5e, 0x99,
    0x7b, 0x96, 0xcd, 0x8c, 0x9f, 0x69, 0x0d, 0x0b, 0x12, 0xf0, 0x68, 0x0f, 0xdc,
];

const NAMES: [&str; 40] = [
    "anchor",
    "fathom",
    "squall",
    "ebb",
    "keel",
    "harbor",
    "beacon",
    "compass",
    "mizzen",
    "sextant",
    "tidewater",
    "windlass",
    "capstan",
    "bowline",
    "halyard",
    "lagoon",
    "breaker",
    "driftwood",
    "seagrass",
    "northstar",
    "polaris",
    "meridian",
    "trident",
    "leeward",
    "windward",
    "starboard",
    "helm",
    "rudder",
    "galley",
    "crowsnest",
    "mainsail",
    "jib",
    "spinnaker",
    "cutter",
    "clipper",
    "frigate",
    "sloop",
    "corvette",
    "dinghy",
    "skiff",
];
/// Who makes no blocks, and who has asked to leave.
const STOPPED: usize = 17;
const LEAVING: usize = 22;
const VOTERS: u64 = 320;
const DURATIONS: [u32; 8] = [7, 14, 30, 91, 182, 365, 730, 1050];

/// The faucet's account.
pub fn faucet_address() -> Address {
    // A hash of a fixed text that is a valid key: a test makes sure.
    let Ok(key) = SigningKey::from_slice(&FAUCET_KEY) else {
        return Address::ZERO;
    };
    let point = key.verifying_key().to_encoded_point(false);
    Address::from_bytes(hash160(&point.as_bytes()[1..]))
}

/// What a practice network starts from: mainnet's constants, forty delegates of whom one makes no blocks and one
/// wants to leave, some hundred voters with buckets of all states, and the contracts, whose owner nobody is. All forks
/// are in force from block 1 on, and most delegates' voters are paid by the protocol. Always the same.
pub fn default_genesis() -> Genesis {
    let owners = (0..NAMES.len()).map(|i| account(&format!("{} owner", NAMES[i]), address(i, "owner"), 1_000));
    let voters = (0..VOTERS).map(|i| account(&format!("voter {i}"), voter(i), 50 + draw(i, "balance") % 5_000));
    let faucet = account("faucet", faucet_address(), 1_000_000_000);
    let deployer = Address::from_bytes(hash160(b"ballast practice contracts"));
    let contracts = account("contracts", deployer, 0);
    Genesis {
        evm_chain_id: 468_900,
        genesis_timestamp: 1_767_225_600,
        active_delegates: 24,
        pool_delegates: 36,
        sub_epochs: 60,
        blocks_per_epoch: 1_440,
        score_threshold: Amount::from_iotx(2_000_000),
        min_stake: Amount::from_iotx(100),
        registration_fee: Amount::from_iotx(100),
        min_self_stake: Amount::from_iotx(1_200_000),
        withdraw_wait_seconds: 3 * 86_400,
        endorsement_wait_blocks: 17_280,
        block_reward: Amount::from_iotx(4),
        epoch_reward: Amount::from_iotx(18_750),
        foundation_bonus: Amount::ZERO,
        exit_admission_interval_epochs: 24,
        block_gas_limit: 25_000_000,
        min_gas_price: Amount::from_rau(1_000_000_000_000),
        default_step_seconds: 2.5,
        system_staking_contracts: (0..3).map(|nonce| contracts::created(deployer, nonce)).collect(),
        bucket_types: bucket_types(),
        balances: [faucet, contracts].into_iter().chain(owners).chain(voters).collect(),
        delegates: (0..NAMES.len()).map(delegate).collect(),
        rewarding_pool: Amount::from_iotx(200_000_000),
        fork_heights: Default::default(),
        staking_index: false,
        buckets: (0..VOTERS).flat_map(buckets).collect(),
        stopped: vec![STOPPED],
        leaving: vec![LEAVING],
        zanzibar_height: Some(1),
        zanzibar_beta_height: Some(1),
        zanzibar_gamma_height: Some(1),
        epochs_per_reward_era: Some(24),
        voter_budget_per_block: Some(256),
        delegate_profile_contract: Some(contracts::created(deployer, 5)),
        auto_deposit_contract: Some(contracts::created(deployer, 6)),
        hermes_vaults: Some(vec![payouts::vault()]),
        pays_first_epoch: true,
    }
}

/// Mainnet's: three amounts, each for 45.5 and 91 days of blocks.
fn bucket_types() -> Vec<GenesisBucketType> {
    let durations = [1_572_480, 3_144_960];
    let amounts = [10_000, 100_000, 1_000_000].map(Amount::from_iotx);
    let each = |amount| durations.map(|blocks| GenesisBucketType { amount, blocks });
    amounts.into_iter().flat_map(each).collect()
}

fn account(name: &str, address: Address, iotx: u64) -> GenesisAccount {
    GenesisAccount {
        name: name.to_owned(),
        address,
        balance: Amount::from_iotx(iotx),
    }
}

/// A number that is the same at every start.
fn draw(place: u64, what: &str) -> u64 {
    let digest = keccak256(format!("ballast practice {what} {place}").as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_be_bytes(first)
}

fn address(place: usize, role: &str) -> Address {
    Address::from_bytes(hash160(format!("ballast practice {} {role}", NAMES[place]).as_bytes()))
}

fn voter(place: u64) -> Address {
    Address::from_bytes(hash160(format!("ballast practice voter {place}").as_bytes()))
}

fn delegate(place: usize) -> GenesisDelegate {
    let spread = draw(place as u64, "self-stake") % 900_000;
    GenesisDelegate {
        name: NAMES[place].to_owned(),
        owner: address(place, "owner"),
        operator: address(place, "operator"),
        reward: match payouts::is_paid_into_the_vault(place) {
            true => payouts::vault(),
            false => address(place, "reward"),
        },
        self_stake: Amount::from_iotx(1_900_000 + spread - spread % 1_000 + 60_000 * (40 - place as u64)),
        self_stake_days: DURATIONS[3 + place % 5],
        auto_stake: true,
        voters: payouts::payout(place),
    }
}

/// One to three buckets of a voter; the state goes round by the voter's place.
fn buckets(of: u64) -> Vec<GenesisBucket> {
    (0..1 + draw(of, "buckets") % 3)
        .map(|i| bucket(of, of * 3 + i))
        .collect()
}

fn bucket(of: u64, place: u64) -> GenesisBucket {
    // Half of the draws fall on the first third of the delegates, as votes do.
    let reach = if draw(place, "reach").is_multiple_of(2) {
        13
    } else {
        NAMES.len() as u64
    };
    let delegate = NAMES[(draw(place, "delegate") % reach) as usize];
    let days = DURATIONS[(draw(place, "days") % 8) as usize];
    let size = 100 + draw(place, "amount") % if place.is_multiple_of(11) { 400_000 } else { 30_000 };
    let early = (draw(place, "age") % u64::from(days)) as u32;
    let (auto_stake, age_days, unstaked_hours_ago) = match place % 10 {
        // Locked.
        0..=4 => (true, early, None),
        // Counting down.
        5 | 6 => (false, early, None),
        // Matured.
        7 => (false, days + 1 + early, None),
        // Unstaking.
        8 => (false, days + 10, Some(1 + draw(place, "hours") % 71)),
        // Withdrawable.
        _ => (false, days + 10, Some(73 + draw(place, "hours") % 100)),
    };
    GenesisBucket {
        owner: voter(of),
        delegate: delegate.to_owned(),
        amount: Amount::from_iotx(size),
        days,
        auto_stake,
        age_days,
        unstaked_hours_ago,
    }
}

#[cfg(test)]
mod tests {
    use ballast_domain::{BucketState, Candidate, StakingParams, Timestamp};

    use super::*;

    #[test]
    fn the_faucets_key_is_what_it_says() {
        assert_eq!(
            hex::encode(FAUCET_KEY),
            hex::encode(keccak256(b"ballast practice faucet"))
        );
        assert!(!faucet_address().is_zero());
    }

    #[test]
    fn there_are_forty_delegates_with_votes_enough_to_be_elected() {
        let genesis = default_genesis();
        let ledger = genesis.ledger().unwrap();
        assert_eq!(ledger.staking.candidates.len(), 40);
        for candidate in ledger.staking.candidates.values() {
            assert!(Candidate::is_valid_name(&candidate.name));
            assert!(
                candidate.votes.rau() >= genesis.score_threshold.rau(),
                "{}",
                candidate.name
            );
        }
        let (params, known) = (genesis.params().unwrap(), ballast_domain::NetworkParams::practice());
        assert_eq!(params.chain_id, known.chain_id);
        assert_eq!(params.staking_contracts, known.staking_contracts);
    }

    #[test]
    fn there_are_buckets_of_all_states() {
        let genesis = default_genesis();
        let now = Timestamp::from_seconds(genesis.genesis_timestamp);
        let ledger = genesis.ledger().unwrap();
        let mut words: Vec<_> = ledger
            .staking
            .buckets
            .values()
            .map(|b| b.state(now, &StakingParams::default()).word())
            .collect();
        words.sort_unstable();
        words.dedup();
        let all = [
            "Counting down",
            "Locked",
            "Matured",
            BucketState::Withdrawable.word(),
            "Unstaking",
        ];
        assert!(all.iter().all(|word| words.contains(word)), "{words:?}");
    }

    #[test]
    fn it_is_the_same_every_time_and_survives_json() {
        let genesis = default_genesis();
        assert_eq!(genesis, default_genesis());
        let text = serde_json::to_string(&genesis).unwrap();
        assert_eq!(serde_json::from_str::<Genesis>(&text).unwrap(), genesis);
    }
}
