//! What a known contract gives back, and how far a yes goes.

use super::*;

fn at(number: u8) -> Address {
    Address::from_bytes([number; 20])
}

#[test]
fn a_contract_that_is_known_is_no_owner() {
    let network = Network::Mainnet;
    let buckets = network.params().staking_contracts;
    let wrapped: Address = "0xA00744882684C3e4747faEFD68D283eA44099D03".parse().unwrap();
    let badge: Address = "0x1FCB980eD0287777ab05ADc93012332e11300e54".parse().unwrap();
    let (bucket, units) = (BucketId::native(7), "7".parse::<ballast_domain::Units>().unwrap());
    let (amount, name, contract) = (Amount::from_iotx(1), String::new(), wrapped);
    let all = [
        Gift::Iotx(amount),
        Gift::Tokens {
            contract,
            units: units.clone(),
        },
        Gift::AllowTokens { contract, units },
        Gift::AllowAll { contract },
        Gift::Bucket(bucket),
        Gift::AllowBucket(bucket),
        Gift::Payout(bucket),
        Gift::Deposit { bucket, amount },
        Gift::Donation { bucket, amount },
        Gift::NewDelegate {
            name: name.clone(),
            amount,
        },
        Gift::Delegate,
        Gift::DelegateChange {
            name: name.clone(),
            key: true,
        },
        Gift::OptIn,
        Gift::Profile {
            contract,
            field: name.clone(),
        },
        Gift::Exit,
        Gift::DelegateRewards { name: name.clone() },
        Gift::Operation { name },
        Gift::VoterRewards,
        Gift::RewardPool(amount),
        Gift::Call { bytes: 4 },
    ];
    for gift in &all {
        for to in buckets.iter().copied().chain([wrapped, badge, at(9)]) {
            let safe = match gift {
                Gift::Iotx(_) => to == wrapped,
                Gift::AllowBucket(_) => buckets.contains(&to),
                _ => false,
            };
            assert_eq!(gives_back(network, to, gift, &buckets), safe, "{gift:?} to {to}");
        }
    }
}

#[test]
fn a_yes_is_good_for_what_was_asked_about_and_for_no_more() {
    let away = |to: u8, holds: Option<u64>| Away {
        to: Some(at(to)),
        name: None,
        gift: Gift::Bucket(BucketId::native(7)),
        holds: holds.map(|iotx| Holds {
            all: Amount::from_iotx(iotx),
            added: Amount::ZERO,
        }),
        iotx: Amount::ZERO,
    };
    let asked = [away(1, Some(100))];
    for fits in [100, 99] {
        assert!(is_no_more(&[away(1, Some(fits))], &asked));
    }
    for other in [away(1, Some(101)), away(2, Some(100)), away(1, None)] {
        assert!(!is_no_more(&[other], &asked));
    }
    assert!(!is_no_more(&[away(1, Some(1))], &[away(1, None)]), "it was not known");
    assert!(is_no_more(&[], &asked), "it turned out to stay one's own");
    let both = [away(1, Some(100)), away(2, Some(5))];
    assert!(is_no_more(&both[1..], &both));
    assert!(
        !is_no_more(&[away(1, Some(100)), away(1, Some(100))], &both),
        "asked about once"
    );
}
