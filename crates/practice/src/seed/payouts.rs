//! How the built-in delegates pay their voters: most by the protocol, some by hand, and of each other way one.

use ballast_domain::{Address, hash160};

use super::draw;
use crate::GenesisPayout;

/// Opted in, with one portion that was never written: its voters get nothing.
const HALF_WRITTEN: usize = 10;
/// Opted in, with nothing for its voters by choice.
const KEEPS_ALL: usize = 20;
/// Paid into the vault with both portions, so that Zanzibar's first block moves it over.
const MOVED_OVER: usize = 30;
/// Paid into the vault with one portion, and so not moved over.
const STAYS: usize = 31;

/// The vault of a payer beside the chain, whose delegates Zanzibar's first block moves over.
pub(super) fn vault() -> Address {
    Address::from_bytes(hash160(b"ballast practice vault"))
}

/// Whether the delegate's rewards go into the vault.
pub(super) fn is_paid_into_the_vault(place: usize) -> bool {
    matches!(place, MOVED_OVER | STAYS)
}

/// What the delegate at a place has arranged for its voters; each sixth pays by hand, and has arranged nothing.
pub(super) fn payout(place: usize) -> Option<GenesisPayout> {
    let portion = |what: &str| Some((7_000 + 100 * (draw(place as u64, what) % 30)) as u16);
    let drawn = GenesisPayout {
        opted_in: true,
        block_portion: portion("block portion"),
        epoch_portion: portion("epoch portion"),
    };
    Some(match place {
        HALF_WRITTEN => GenesisPayout {
            epoch_portion: None,
            ..drawn
        },
        KEEPS_ALL => GenesisPayout {
            block_portion: Some(0),
            epoch_portion: Some(0),
            ..drawn
        },
        MOVED_OVER => GenesisPayout {
            opted_in: false,
            ..drawn
        },
        STAYS => GenesisPayout {
            opted_in: false,
            epoch_portion: None,
            ..drawn
        },
        _ if place % 6 == 3 => return None,
        _ => drawn,
    })
}

#[cfg(test)]
mod tests {
    use crate::{GenesisPayout, default_genesis};

    #[test]
    fn most_delegates_are_paid_by_the_protocol_and_each_other_way_has_one() {
        let genesis = default_genesis();
        let ways: Vec<_> = genesis.delegates.iter().map(|d| d.voters).collect();
        let opted_in = |way: &GenesisPayout| way.opted_in;
        let whole = |way: &GenesisPayout| way.block_portion.is_some() && way.epoch_portion.is_some();
        let count = |fits: &dyn Fn(&GenesisPayout) -> bool| ways.iter().flatten().filter(|way| fits(way)).count();
        assert!(count(&|way| opted_in(way) && whole(way)) > 20);
        assert_eq!(count(&|way| opted_in(way) && !whole(way)), 1);
        assert_eq!(count(&|way| !opted_in(way) && whole(way)), 1);
        assert_eq!(count(&|way| !opted_in(way) && !whole(way)), 1);
        assert!(ways.iter().any(Option::is_none), "some pay by hand");
        let ledger = genesis.ledger().unwrap();
        assert_eq!(ledger.voter_rewards.opted_in.len(), count(&opted_in));
        let vaults = genesis.hermes_vaults.unwrap();
        let paid_there = ledger
            .staking
            .candidates
            .values()
            .filter(|c| vaults.contains(&c.reward));
        assert_eq!(paid_there.count(), 2);
    }
}
