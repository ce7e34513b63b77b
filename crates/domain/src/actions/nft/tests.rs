use super::*;
use crate::{
    Address, Amount, BucketId, Candidate, Context, ContractEvent as E, ContractVersion, Days, Effects, Exit, Height,
    Ledger, Moment, NetworkParams, Refusal, Remedy, Rule, SECONDS_PER_DAY, StakingContract, Timestamp, Votes,
    actions::Rules,
};

const ALICE: Address = Address::from_bytes([1; 20]);
const BOB: Address = Address::from_bytes([2; 20]);
const CONTRACTS: [Address; 3] = [
    Address::from_bytes([11; 20]),
    Address::from_bytes([12; 20]),
    Address::from_bytes([13; 20]),
];
const KEEL: Address = Address::from_bytes([21; 20]);
const NOW: u64 = 1_800_000_000;

/// A ledger with one delegate, `keel`, and a bucket 1 of 100 IOTX that Alice made in each contract at `NOW`.
fn ledger(params: &NetworkParams) -> Ledger {
    let mut ledger = Ledger::default();
    for (name, byte) in [("keel", 21), ("jib", 22)] {
        let id = Address::from_bytes([byte; 20]);
        ledger.staking.add_candidate(Candidate {
            id,
            owner: id,
            operator: id,
            reward: id,
            name: name.into(),
            votes: Votes::ZERO,
            self_stake_bucket: None,
            self_stake: Amount::ZERO,
            bls_key: Vec::new(),
            exit: Exit::None,
        });
    }
    let durations = [1_000, 172_800, 7 * SECONDS_PER_DAY];
    for ((at, version), duration) in CONTRACTS.into_iter().zip(ContractVersion::ALL).zip(durations) {
        let mut contract = StakingContract::new(version);
        contract.set_type(Amount::from_iotx(100), 1_000, true);
        contract.set_type(Amount::from_iotx(200), 1_000, false);
        ledger.contracts.insert(at, contract);
        let staked = E::Staked {
            index: 1,
            delegate: KEEL,
            amount: Amount::from_iotx(100),
            duration,
        };
        ledger.follow(at, &[E::Transfer { index: 1, to: ALICE }, staked], &moment(params, 0));
    }
    ledger
}

fn moment(params: &NetworkParams, seconds: u64) -> Moment<'_> {
    Moment {
        params,
        height: Height(100),
        now: Timestamp::from_seconds(NOW + seconds),
    }
}

fn context(params: &NetworkParams, caller: Address, seconds: u64) -> Context<'_> {
    Context {
        params,
        caller,
        balance: Amount::from_iotx(1_000),
        fee: Amount::from_iotx(1),
        height: Height(100),
        now: Timestamp::from_seconds(NOW + seconds),
    }
}

fn first(version: ContractVersion) -> BucketId {
    BucketId {
        contract: Some(CONTRACTS[version as usize]),
        index: 1,
    }
}

fn rule(result: Result<(), Refusal>) -> Option<Rule> {
    result.err().map(|refusal| refusal.rule)
}

#[test]
fn what_mutes_a_bucket_of_version_2_is_forbidden_with_the_way_out_and_leaving_is_not() {
    let params = NetworkParams::practice();
    let (ledger, ctx) = (ledger(&params), context(&params, ALICE, 0));
    let (bucket, duration) = (first(ContractVersion::V2), Term::Blocks(345_600));
    let (contract, amount) = (CONTRACTS[1], Amount::from_iotx(100));
    let stake = NftStake {
        contract,
        delegate: KEEL,
        amount,
        duration,
        count: std::num::NonZeroU32::MIN,
    };
    let muting: [&dyn Fn() -> Result<(), Refusal>; 4] = [
        &|| stake.forbid(&ledger, &ctx),
        &|| NftLock { bucket, duration }.forbid(&ledger, &ctx),
        &|| {
            NftExpand {
                bucket,
                amount,
                total: None,
                duration,
            }
            .forbid(&ledger, &ctx)
        },
        &|| {
            let buckets = vec![1, 1];
            NftMerge {
                contract,
                buckets,
                amount,
                duration,
            }
            .forbid(&ledger, &ctx)
        },
    ];
    for forbid in muting {
        assert_eq!(rule(forbid()), Some(Rule::NftMutes));
    }
    assert!(Rule::NftMutes.help().contains("version 3"));
    assert_eq!(NftUnlock { bucket }.forbid(&ledger, &ctx), Ok(()));
    let lock = NftLock {
        bucket: first(ContractVersion::V3),
        duration: Term::Days(Days(7)),
    };
    assert_eq!(lock.forbid(&ledger, &ctx), Ok(()));
}

#[test]
fn a_delegate_that_is_none_and_a_term_on_the_wrong_clock_are_refused() {
    let params = NetworkParams::practice();
    let mut stake = NftStake {
        contract: CONTRACTS[2],
        delegate: BOB,
        amount: Amount::from_iotx(100),
        duration: Term::Days(Days(7)),
        count: std::num::NonZeroU32::MIN,
    };
    let tried = |stake: &NftStake| {
        rule(stake.apply(
            &mut ledger(&params),
            &context(&params, ALICE, 0),
            &mut Effects::default(),
        ))
    };
    let (known, ctx) = (ledger(&params), context(&params, ALICE, 0));
    assert_eq!(rule(stake.forbid(&known, &ctx)), Some(Rule::NftDelegate));
    stake.delegate = KEEL;
    assert_eq!((stake.forbid(&known, &ctx), tried(&stake)), (Ok(()), None));
    for duration in [Term::Blocks(17_280), Term::Days(Days(1_096))] {
        assert_eq!(
            tried(&NftStake {
                duration,
                ..stake.clone()
            }),
            Some(Rule::NftTerm)
        );
    }
    stake.amount = Amount::from_iotx(99);
    assert_eq!(tried(&stake), Some(Rule::NftAmount));
    let first = |iotx| NftStake {
        contract: CONTRACTS[0],
        amount: Amount::from_iotx(iotx),
        duration: Term::Blocks(1_000),
        ..stake.clone()
    };
    assert_eq!(
        [100, 200, 300].map(|iotx| tried(&first(iotx))),
        [None, Some(Rule::NftTypeClosed), Some(Rule::NftType)]
    );
}

#[test]
fn early_unstaking_and_withdrawing_say_when_they_become_legal() {
    let params = NetworkParams::practice();
    let mut ledger = ledger(&params);
    let bucket = first(ContractVersion::V3);
    let mut tried = |action: &dyn Fn(&mut Ledger, &Context) -> Result<(), Refusal>, seconds| {
        action(&mut ledger, &context(&params, ALICE, seconds))
    };
    let unstake =
        |ledger: &mut Ledger, ctx: &Context| NftUnstake { bucket }.apply(ledger, ctx, &mut Effects::default());
    let unlock = |ledger: &mut Ledger, ctx: &Context| NftUnlock { bucket }.apply(ledger, ctx, &mut Effects::default());
    let withdraw = |ledger: &mut Ledger, ctx: &Context| {
        NftWithdraw { bucket, to: ALICE }.apply(ledger, ctx, &mut Effects::default())
    };
    assert_eq!(rule(tried(&unstake, 0)), Some(Rule::NftLocked));
    assert_eq!(tried(&unlock, 10), Ok(()));
    let matures = NOW + 10 + 7 * SECONDS_PER_DAY;
    let early = tried(&unstake, 20).unwrap_err();
    assert_eq!(early.remedy, Remedy::At(Timestamp::from_seconds(matures)));
    assert_eq!(rule(tried(&withdraw, 20)), Some(Rule::NftNotUnstaked));
    assert_eq!(tried(&unstake, matures - NOW), Ok(()));
    let early = tried(&withdraw, matures - NOW + 1).unwrap_err();
    let free = matures + 3 * SECONDS_PER_DAY;
    assert_eq!(
        early,
        Refusal::until(Rule::NftWithdrawEarly, Timestamp::from_seconds(free))
    );
    assert_eq!(tried(&withdraw, free - NOW), Ok(()));
    assert_eq!(rule(tried(&withdraw, free - NOW)), Some(Rule::NftUnknown));
}

#[test]
fn blocks_are_waited_for_as_blocks() {
    let params = NetworkParams::practice();
    let mut ledger = ledger(&params);
    let (bucket, ctx) = (first(ContractVersion::V1), context(&params, ALICE, 0));
    NftUnlock { bucket }
        .apply(&mut ledger, &ctx, &mut Effects::default())
        .unwrap();
    let early = NftUnstake { bucket }.apply(&mut ledger, &ctx, &mut Effects::default());
    assert_eq!(early, Err(Refusal::below(Rule::NftUnstakeEarly, Height(1_100))));
}

#[test]
fn a_bucket_of_version_2_moves_to_version_3_once_that_may_take_it_and_votes_again() {
    let params = NetworkParams::practice();
    let mut ledger = ledger(&params);
    let (bucket, ctx) = (first(ContractVersion::V2), context(&params, ALICE, 0));
    // It was made after Wake, and so is mute.
    assert_eq!(
        ledger.contracts[&CONTRACTS[1]].bucket(1).unwrap().candidate,
        Address::ZERO
    );
    let migrate = NftMigrate {
        bucket,
        to: CONTRACTS[2],
    };
    let tried = migrate.apply(&mut ledger, &ctx, &mut Effects::default());
    assert_eq!(rule(tried), Some(Rule::NftNotApproved));
    let approve = NftApprove {
        bucket,
        to: CONTRACTS[2],
    };
    assert_eq!(approve.forbid(&ledger, &ctx), Ok(()));
    assert_eq!(
        rule(NftApprove { bucket, to: BOB }.forbid(&ledger, &ctx)),
        Some(Rule::NftContract)
    );
    approve.apply(&mut ledger, &ctx, &mut Effects::default()).unwrap();
    migrate.apply(&mut ledger, &ctx, &mut Effects::default()).unwrap();
    let moved = ledger.contracts[&CONTRACTS[2]].bucket(2).unwrap();
    assert_eq!(
        (moved.owner, moved.duration, moved.amount),
        (ALICE, Days(10), Amount::from_iotx(100))
    );
    assert_eq!(moved.candidate, Address::from_bytes([21; 20]));
}

#[test]
fn money_to_nobody_and_tokens_to_nobody_or_oneself_are_refused() {
    let params = NetworkParams::practice();
    let (mut ledger, ctx) = (ledger(&params), context(&params, ALICE, 0));
    let bucket = first(ContractVersion::V3);
    let to = Address::ZERO;
    assert_eq!(
        rule(NftWithdraw { bucket, to }.forbid(&ledger, &ctx)),
        Some(Rule::ZeroRecipient)
    );
    let given = NftTransfer {
        bucket,
        from: ALICE,
        to,
    }
    .apply(&mut ledger, &ctx, &mut Effects::default());
    assert_eq!(rule(given), Some(Rule::NftZeroRecipient));
    assert_eq!(
        rule(
            NftTransfer {
                bucket,
                from: ALICE,
                to: ALICE
            }
            .forbid(&ledger, &ctx)
        ),
        Some(Rule::SameOwner)
    );
    NftTransfer {
        bucket,
        from: ALICE,
        to: BOB,
    }
    .apply(&mut ledger, &ctx, &mut Effects::default())
    .unwrap();
    let unlock = NftUnlock { bucket }.apply(&mut ledger, &ctx, &mut Effects::default());
    assert_eq!(rule(unlock), Some(Rule::NftOwner));
}

#[test]
fn locking_tells_a_new_duration_and_the_contract_keeps_the_old() {
    let params = NetworkParams::practice();
    let mut ledger = ledger(&params);
    let (bucket, ctx) = (first(ContractVersion::V3), context(&params, ALICE, 0));
    let lock = NftLock {
        bucket,
        duration: Term::Days(Days(60)),
    };
    lock.apply(&mut ledger, &ctx, &mut Effects::default()).unwrap();
    assert_eq!(ledger.contracts[&CONTRACTS[2]].bucket(1).unwrap().duration, Days(60));
    NftUnlock { bucket }
        .apply(&mut ledger, &ctx, &mut Effects::default())
        .unwrap();
    let early = NftUnstake { bucket }
        .apply(&mut ledger, &ctx, &mut Effects::default())
        .unwrap_err();
    assert_eq!(
        early.remedy,
        Remedy::At(Timestamp::from_seconds(NOW + 7 * SECONDS_PER_DAY))
    );
}

#[test]
fn the_move_to_version_3_says_that_the_time_doubles() {
    let params = NetworkParams::practice();
    let (ledger, ctx) = (ledger(&params), context(&params, ALICE, 0));
    let migrate = NftMigrate {
        bucket: first(ContractVersion::V2),
        to: CONTRACTS[2],
    };
    let sentence = migrate.sentence(&ledger, &ctx).to_string();
    assert!(
        sentence.starts_with("Move bucket NFT 1 (v2, 100 IOTX) to version 3"),
        "{sentence}"
    );
    assert!(
        sentence.contains("172\u{202f}800 blocks (≈ 5 days) become 10 days there"),
        "{sentence}"
    );
    assert_eq!(migrate.cautions(&ledger, &ctx), [Rule::NftMigrateLonger]);
    let slow = NetworkParams {
        block_millis: 5_000,
        ..params.clone()
    };
    assert_eq!(migrate.cautions(&ledger, &context(&slow, ALICE, 0)), []);
}

#[test]
fn who_keeps_nothing_for_the_fees_of_leaving_is_warned_wherever_money_goes_into_a_bucket_nft() {
    let params = NetworkParams::practice();
    let (ledger, ctx) = (ledger(&params), context(&params, ALICE, 0));
    let duration = Term::Days(Days(7));
    let warns = |iotx: u64| {
        let amount = Amount::from_iotx(iotx);
        let stake = NftStake {
            contract: CONTRACTS[2],
            delegate: KEEL,
            amount,
            duration,
            count: std::num::NonZeroU32::MIN,
        };
        let expand = NftExpand {
            bucket: first(ContractVersion::V3),
            amount,
            total: None,
            duration,
        };
        let merge = NftMerge {
            contract: CONTRACTS[2],
            buckets: vec![1, 2],
            amount,
            duration,
        };
        [&stake as &dyn Rules, &expand, &merge].map(|action| action.cautions(&ledger, &ctx) == [Rule::FeesLeft])
    };
    // Of 1,000 IOTX at a fee of one: with what is left the bucket cannot be unlocked, unstaked and withdrawn.
    assert_eq!(warns(997), [true; 3]);
    assert_eq!(warns(996), [false; 3]);
    assert_eq!(warns(0), [false; 3]);
}

#[test]
fn a_muted_bucket_has_no_votes_to_move() {
    let params = NetworkParams::practice();
    let (ledger, ctx) = (ledger(&params), context(&params, ALICE, 0));
    let change = |version| NftChangeDelegate {
        bucket: first(version),
        delegate: Address::from_bytes([22; 20]),
    };
    let muted = change(ContractVersion::V2);
    assert!(
        muted
            .sentence(&ledger, &ctx)
            .to_string()
            .ends_with("It is muted, and has no votes to move.")
    );
    assert_eq!(muted.cautions(&ledger, &ctx), [Rule::NftMuted]);
    let votes = change(ContractVersion::V3);
    assert_eq!(
        votes.sentence(&ledger, &ctx).to_string(),
        "Move the votes of bucket NFT 1 (v3, 100 IOTX) to jib."
    );
    assert_eq!(votes.cautions(&ledger, &ctx), []);
}

#[test]
fn blocks_are_told_with_the_days_that_they_take() {
    for (blocks, days) in [
        (34_560, "1 day"),
        (1_572_480, "45.5 days"),
        (17_280, "0.5 days"),
        (1, "0.1 days"),
    ] {
        let told = Term::Blocks(blocks).with_days(2_500);
        assert!(told.ends_with(&format!(" blocks (≈ {days})")), "{told}");
    }
    assert_eq!(Term::Days(Days(91)).with_days(2_500), "91 days");
    let params = NetworkParams::practice();
    let unlock = NftUnlock {
        bucket: first(ContractVersion::V1),
    };
    let sentence = unlock
        .sentence(&ledger(&params), &context(&params, ALICE, 0))
        .to_string();
    assert!(
        sentence.contains("Its 1\u{202f}000 blocks (≈ 0.1 days) start"),
        "{sentence}"
    );
}

#[test]
fn a_term_is_read_and_written_with_its_unit() {
    for text in ["91 days", "1572480 blocks"] {
        assert_eq!(text.parse::<Term>().unwrap().to_string(), text);
    }
    assert_eq!("1 day".parse(), Ok(Term::Days(Days(1))));
    for wrong in ["91", "91 weeks", "-1 days", "1.5 days", ""] {
        assert!(wrong.parse::<Term>().is_err(), "{wrong}");
    }
    let json = r#"{"bucket":"0x0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d/1","duration":"91 days"}"#;
    let lock: NftLock = serde_json::from_str(json).unwrap();
    assert_eq!(
        (lock.bucket, lock.duration),
        (first(ContractVersion::V3), Term::Days(Days(91)))
    );
}
