//! Five epochs of the recorded chain (recording 09): one producer stopped in epochs 2 and 3, and what that costs it.

#![allow(clippy::unwrap_used, reason = "tests")]

use ballast_domain::{
    Address, Amount, Bucket, BucketId, Candidate, Days, Endorsement, Epoch, EpochSchedule, Exit, Height, Ledger,
    NetworkParams, RewardFund, RewardPolicy, Timestamp, Votes,
    election::{Election, Probation, ProbationHistory, eligible, produced, producer_of, slashes, unproductive},
};

/// Owner (and id), operator, reward address, self-stake in IOTX.
const DELEGATES: [(&str, &str, &str, u64); 6] = [
    (
        "0x7153EF2F1846416E827814fcEb62315432c38571",
        "0x3A97b0857ae307d7B87fAFb1B4796f3d9e40b959",
        "0x7e77dd0EC4Da7Be06aaf712c6F4AF8796aB0386C",
        5_000_000,
    ),
    (
        "0xaF6C5664bb19bDABc1Be8e437902b526AD667792",
        "0x1F5fE558056fe7d93f7bDEf86bd00436bB82C232",
        "0x4229B30aC3F11138FbFB61d56636663F58158917",
        4_600_000,
    ),
    (
        "0x5a67F1bb720c12221b21578415896951beDa47a2",
        "0xDc5693D1D12bE58e65e8E095d09151382C199252",
        "0x1e726C3272E233A2a93b9F2E443452dD01016fb6",
        4_200_000,
    ),
    (
        "0xa1558181A3781969F072b6eEdC17AE9F9C5b30fE",
        "0x1C8Bd848f48ab9954A8995604e8777126d05aa1e",
        "0x8380a3e2068e0bABcB647A8952739Dd9F74c26cc",
        3_800_000,
    ),
    (
        "0x9e3D9b75898145a79Fd3dDaC2F35f89506d7341A",
        "0x1090aFD53e06ED110a0661C770cc8F3b4749F3e8",
        "0x8dc8dc8EE279D9E02669Fd897d7C4269C8882E20",
        3_400_000,
    ),
    (
        "0x667463C79940Ef0912d388Db8eD7C3E9dc25AE7c",
        "0xf747654e69f3C9F1eE6681805f526BcCd9737a5F",
        "0xFDbb8d27c76190910cDAAFf3E68Ea55bA3d175c7",
        3_000_000,
    ),
];

/// Unclaimed balances of the six reward addresses after each epoch.
const UNCLAIMED: [[u128; 6]; 5] = [
    [
        3_926_249_999_999_999_999_999,
        3_593_749_999_999_999_999_999,
        3_281_249_999_999_999_999_999,
        2_988_750_000_000_000_000_000,
        2_676_250_000_000_000_000_000,
        2_363_750_000_000_000_000_000,
    ],
    [
        7_832_499_999_999_999_999_998,
        7_187_499_999_999_999_999_998,
        6_582_499_999_999_999_999_998,
        5_997_500_000_000_000_000_000,
        5_332_500_000_000_000_000_000,
        4_727_500_000_000_000_000_000,
    ],
    [
        8_313_269_230_769_230_795_232,
        11_610_576_923_076_923_070_625,
        10_660_961_538_461_538_455_788,
        9_671_346_153_846_153_840_953,
        8_601_730_769_230_769_226_115,
        7_632_115_384_615_384_611_278,
    ],
    [
        8_794_036_587_771_011_026_546,
        16_053_654_299_802_807_856_727,
        14_719_423_491_124_302_825_707,
        13_325_192_682_445_797_794_690,
        11_890_961_873_767_292_763_669,
        10_536_731_065_088_787_732_649,
    ],
    [
        9_294_802_071_004_956_331_307,
        20_476_732_130_177_747_414_521,
        18_777_885_857_988_378_074_128,
        16_999_039_585_799_008_733_737,
        15_160_193_313_609_639_393_343,
        13_441_347_041_420_270_052_949,
    ],
];

fn address(text: &str) -> Address {
    text.parse().unwrap()
}

fn genesis() -> Ledger {
    let mut ledger = Ledger {
        rewards: RewardFund::new(Amount::from_iotx(200_000_000)),
        ..Ledger::default()
    };
    let start = Timestamp::from_seconds(1_767_225_600);
    for (n, (owner, operator, reward, iotx)) in DELEGATES.iter().enumerate() {
        let (id, self_stake) = (address(owner), Amount::from_iotx(*iotx));
        let bucket = Bucket {
            id: BucketId::native(0),
            candidate: id,
            owner: id,
            amount: self_stake,
            duration: Days(7),
            created: start,
            stake_start: start,
            unstake_start: None,
            locked: true,
            endorsement: Endorsement::None,
            blocks: None,
        };
        let votes = bucket.votes(true);
        let candidate = Candidate {
            id,
            owner: id,
            operator: address(operator),
            reward: address(reward),
            name: format!("delegate{n}"),
            votes,
            self_stake_bucket: Some(ledger.staking.add_bucket(bucket)),
            self_stake,
            bls_key: Vec::new(),
            exit: Exit::None,
        };
        ledger.staking.candidates.insert(id, candidate);
    }
    ledger
}

fn params() -> NetworkParams {
    let mut params = NetworkParams::practice();
    params.schedule = EpochSchedule::uniform(20);
    (params.pool, params.active) = (6, 4);
    params
}

#[test]
fn five_epochs_with_a_stopped_producer_pay_and_slash_as_recorded() {
    let (params, policy, mut ledger) = (params(), RewardPolicy::default(), genesis());
    let list = |ledger: &Ledger, height| eligible(&ledger.staking, |_| Votes::ZERO, &params, height);
    let mut history = ProbationHistory::default();
    let mut election = Election {
        start: Height(1),
        listed: list(&ledger, Height(0)),
        probation: Probation::default(),
    };
    for epoch in (1..=5).map(Epoch) {
        let (first, last) = (params.schedule.start_of(epoch), params.schedule.last_of(epoch));
        let (candidates, active) = (election.candidates(&params), election.active(&params));
        let operators: Vec<_> = active.iter().map(|e| e.operator).collect();
        let stopped = address(DELEGATES[0].1);
        let runs = |operator| !((2..=3).contains(&epoch.0) && operator == stopped);
        let (mut miners, mut next) = (Vec::new(), Vec::new());
        for height in (first.0..=last.0).map(Height) {
            let miner = producer_of(height, &operators, runs).unwrap();
            miners.push(miner);
            if height == params.schedule.cutoff_of(epoch) {
                next = list(&ledger, height);
            }
            ledger
                .rewards
                .grant_block(&candidates, miner, Amount::ZERO, &policy)
                .unwrap();
        }
        let missed = unproductive(&produced(miners), &active, &params, last);
        let mut slashed = slashes(&candidates, &missed, policy.block_reward, &params, last);
        slashed.retain(|s| ledger.staking.slash(s.candidate, s.amount).is_some());
        ledger
            .rewards
            .grant_epoch(epoch, &candidates, &slashed, &policy)
            .unwrap();
        for (delegate, expected) in DELEGATES.iter().zip(UNCLAIMED[epoch.0 as usize - 1]) {
            assert_eq!(
                ledger.rewards.unclaimed(address(delegate.2)),
                Amount::from_rau(expected),
                "{epoch:?}"
            );
        }
        election = Election {
            start: Height(last.0 + 1),
            listed: next,
            probation: history.record(&missed),
        };
    }
    let delegate0 = &ledger.staking.candidates[&address(DELEGATES[0].0)];
    assert_eq!(delegate0.self_stake, Amount::from_iotx(4_999_960));
    assert_eq!(delegate0.votes, Votes::from_rau(5_723_691_264_575_326_734_611_593));
    assert_eq!(election.probation.entries(), [(delegate0.id, 2)]);
}
