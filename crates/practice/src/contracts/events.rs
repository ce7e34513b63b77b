//! Logs of the staking contracts into the events of `ballast-domain`.

use std::sync::LazyLock;

use ballast_domain::{Address, Amount, ContractEvent, keccak256};
use ethers_core::types::U256;

use crate::world::Log;

/// Reads what an event says.
type Read = fn(&Words) -> Option<ContractEvent>;

/// The events that the protocol heeds, by their first topic (iotex-protocol.md §3.2).
static EVENTS: LazyLock<Vec<([u8; 32], Read)>> = LazyLock::new(|| {
    let events: [(&str, Read); 14] = [
        ("BucketTypeActivated(uint256,uint256)", |w| type_set(w, true)),
        ("BucketTypeDeactivated(uint256,uint256)", |w| type_set(w, false)),
        ("Transfer(address,address,uint256)", |w| {
            Some(ContractEvent::Transfer {
                index: index(w.topic(3)?),
                to: address(w.topic(2)?),
            })
        }),
        ("Approval(address,address,uint256)", |w| {
            Some(ContractEvent::Approved {
                index: index(w.topic(3)?),
                to: address(w.topic(2)?),
            })
        }),
        ("Migrated(uint256,uint256)", |w| {
            Some(ContractEvent::Migrated {
                index: index(w.topic(1)?),
                origin: index(w.topic(2)?),
            })
        }),
        ("Staked(uint256,address,uint256,uint256)", |w| {
            Some(ContractEvent::Staked {
                index: index(w.topic(1)?),
                delegate: address(w.word(0)?),
                amount: amount(w.word(1)?),
                duration: index(w.word(2)?),
            })
        }),
        ("Locked(uint256,uint256)", |w| {
            Some(ContractEvent::Locked {
                index: index(w.topic(1)?),
                duration: index(w.word(0)?),
            })
        }),
        ("Unlocked(uint256)", |w| {
            Some(ContractEvent::Unlocked {
                index: index(w.topic(1)?),
            })
        }),
        ("Unstaked(uint256)", |w| {
            Some(ContractEvent::Unstaked {
                index: index(w.topic(1)?),
            })
        }),
        ("Merged(uint256[],uint256,uint256)", |w| {
            Some(ContractEvent::Merged {
                indexes: w.list(0)?,
                amount: amount(w.word(1)?),
                duration: index(w.word(2)?),
            })
        }),
        ("BucketExpanded(uint256,uint256,uint256)", |w| {
            Some(ContractEvent::Expanded {
                index: index(w.topic(1)?),
                amount: amount(w.word(0)?),
                duration: index(w.word(1)?),
            })
        }),
        ("DelegateChanged(uint256,address)", |w| {
            Some(ContractEvent::DelegateChanged {
                index: index(w.topic(1)?),
                delegate: address(w.word(0)?),
            })
        }),
        ("Withdrawal(uint256,address)", |w| {
            Some(ContractEvent::Withdrawn {
                index: index(w.topic(1)?),
            })
        }),
        ("Donated(uint256,address,uint256)", |w| {
            Some(ContractEvent::Donated {
                index: index(w.topic(1)?),
                amount: amount(w.word(0)?),
            })
        }),
    ];
    events
        .into_iter()
        .map(|(signature, read)| (keccak256(signature.as_bytes()), read))
        .collect()
});

/// What a log says; `None` where it is nothing that the protocol heeds.
pub(crate) fn event(log: &Log) -> Option<ContractEvent> {
    let name = log.topics.first()?;
    let (_, read) = EVENTS.iter().find(|(topic, _)| *topic == name.0)?;
    read(&Words(log))
}

fn type_set(words: &Words, active: bool) -> Option<ContractEvent> {
    Some(ContractEvent::TypeSet {
        amount: amount(words.word(0)?),
        blocks: index(words.word(1)?),
        active,
    })
}

/// A log's 32-byte words.
struct Words<'a>(&'a Log);

impl Words<'_> {
    fn topic(&self, place: usize) -> Option<U256> {
        Some(U256::from_big_endian(&self.0.topics.get(place)?.0))
    }

    fn word(&self, place: usize) -> Option<U256> {
        let start = place.checked_mul(32)?;
        let bytes = self.0.data.get(start..start.checked_add(32)?)?;
        Some(U256::from_big_endian(bytes))
    }

    /// A list of numbers whose place stands at `place`.
    fn list(&self, place: usize) -> Option<Vec<u64>> {
        let start = usize::try_from(self.word(place)?).ok()? / 32;
        let length = usize::try_from(self.word(start)?).ok()?;
        (0..length)
            .map(|i| self.word(start.checked_add(1)?.checked_add(i)?).map(index))
            .collect()
    }
}

/// The node takes the low 64 bits of token numbers and durations.
fn index(word: U256) -> u64 {
    word.low_u64()
}

fn amount(word: U256) -> Amount {
    u128::try_from(word).map_or(Amount::MAX, Amount::from_rau)
}

fn address(word: U256) -> Address {
    let mut bytes = [0; 32];
    word.to_big_endian(&mut bytes);
    let mut low = [0; 20];
    low.copy_from_slice(&bytes[12..]);
    Address::from_bytes(low)
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Hash, word};
    use ethers_core::abi::{Token, encode};

    use super::*;

    fn log(signature: &str, topics: &[u64], data: &[Token]) -> Log {
        let word = |n: &u64| Hash(word::number(*n));
        let name = Hash(keccak256(signature.as_bytes()));
        Log {
            address: Address::ZERO,
            topics: std::iter::once(name).chain(topics.iter().map(word)).collect(),
            data: encode(data),
            index: 0,
        }
    }

    #[test]
    fn a_merge_names_all_its_buckets() {
        let ids = Token::Array([2u64, 3, 4].map(|n| Token::Uint(n.into())).to_vec());
        let data = [ids, Token::Uint(300.into()), Token::Uint(86_400.into())];
        let read = event(&log("Merged(uint256[],uint256,uint256)", &[], &data));
        let merged = ContractEvent::Merged {
            indexes: vec![2, 3, 4],
            amount: Amount::from_rau(300),
            duration: 86_400,
        };
        assert_eq!(read, Some(merged));
    }

    #[test]
    fn an_event_that_says_too_little_or_is_not_heeded_is_nothing() {
        assert_eq!(event(&log("Locked(uint256,uint256)", &[1], &[])), None);
        assert_eq!(event(&log("Paused(address)", &[], &[Token::Uint(1.into())])), None);
        let cut = [96, 0, 0].map(|n: u64| Token::Uint(n.into()));
        assert!(event(&log("Merged(uint256[],uint256,uint256)", &[], &cut)).is_none());
    }
}
