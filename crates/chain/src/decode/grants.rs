//! The logs of grants: protobuf without topics, of which later nodes may write more than is known today (zanzibar.md §11.2).
//!
//! A block grant wraps its logs into one list; all others are one log by themselves.

use ballast_domain::{Address, Amount, Era, Height, RewardKind, shown_text};

use crate::types::{GrantLog, Log};

/// Characters of a text that are shown.
const TEXT: usize = 120;
/// The first byte of a list of logs: field 1, with its length. A log by itself has a number in field 1.
const LIST: u8 = 1 << 3 | 2;

/// What a log of the rewarding protocol tells of a grant; none where it is an event, of another contract, or no such
/// message at all.
pub fn grant_logs(log: &Log) -> Option<Vec<GrantLog>> {
    if log.address != Address::REWARDING || !log.topics.is_empty() {
        return None;
    }
    match log.data.as_slice() {
        [] => Some(Vec::new()),
        [LIST, ..] => {
            let fields = fields(&log.data)?.into_iter();
            let each = fields.filter_map(|(number, value)| (number == 1).then_some(value));
            each.map(|value| grant(value.bytes()?)).collect()
        }
        data => Some(vec![grant(data)?]),
    }
}

/// What one field of a message holds.
#[derive(Clone, Copy)]
enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    /// Of a form that no known field has.
    Fixed,
}

impl<'a> Value<'a> {
    const fn bytes(self) -> Option<&'a [u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Number(_) | Self::Fixed => None,
        }
    }
}

/// The fields of a message with their numbers; none where it is no message.
fn fields(message: &[u8]) -> Option<Vec<(u64, Value<'_>)>> {
    let (mut rest, mut all) = (message, Vec::new());
    while !rest.is_empty() {
        let (tag, after) = varint(rest)?;
        let (value, after) = match tag & 7 {
            0 => varint(after).map(|(number, after)| (Value::Number(number), after))?,
            1 => (Value::Fixed, after.get(8..)?),
            2 => {
                let (length, after) = varint(after)?;
                let (bytes, after) = after.split_at_checked(usize::try_from(length).ok()?)?;
                (Value::Bytes(bytes), after)
            }
            5 => (Value::Fixed, after.get(4..)?),
            _ => return None,
        };
        all.push((tag >> 3, value));
        rest = after;
    }
    Some(all)
}

/// A number of seven bits a byte, the lowest first, and what follows it.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0;
    for (place, byte) in bytes.iter().take(10).enumerate() {
        let bits = u64::from(byte & 0x7f);
        if place == 9 && bits > 1 {
            return None;
        }
        number |= bits << (7 * place);
        if byte & 0x80 == 0 {
            return Some((number, bytes.get(place + 1..)?));
        }
    }
    None
}

/// One log. What is left out in it is 0 or empty.
fn grant(message: &[u8]) -> Option<GrantLog> {
    let (mut kind, mut text, mut amount): (u64, &[u8], &[u8]) = (0, &[], &[]);
    for (number, value) in fields(message)? {
        match (number, value) {
            (1, Value::Number(number)) => kind = number,
            (2, Value::Bytes(bytes)) => text = bytes,
            (3, Value::Bytes(bytes)) => amount = bytes,
            _ => {}
        }
    }
    let amount = rau(amount);
    let known = std::str::from_utf8(text)
        .ok()
        .and_then(|text| known(kind, text, amount));
    Some(known.unwrap_or_else(|| GrantLog::Other {
        kind,
        text: shown_text(text, TEXT),
        amount,
    }))
}

/// A log of a type that is known, in the form that this type prescribes.
fn known(kind: u64, text: &str, amount: Option<Amount>) -> Option<GrantLog> {
    let reward = |kind| {
        let account: Address = text.parse().ok()?;
        let amount = amount?;
        Some(GrantLog::Reward { kind, account, amount })
    };
    let words: Vec<&str> = text.split(':').collect();
    match (kind, words.as_slice()) {
        (0, _) => reward(RewardKind::Block),
        (1, _) => reward(RewardKind::Epoch),
        (2, _) => reward(RewardKind::FoundationBonus),
        (3, _) => reward(RewardKind::PriorityBonus),
        (4, _) => reward(RewardKind::UnproductiveSlash),
        (5, [era, delegates]) => Some(GrantLog::Overrun {
            era: Era(whole(era)?),
            delegates: whole(delegates)?,
            rest: amount?,
        }),
        (6, [era, phase, resume, left]) => Some(GrantLog::Progress {
            era: Era(whole(era)?),
            phase: whole(phase)?,
            resume: match *resume {
                "" => None,
                hex => Some(format!("0x{}", hex.to_ascii_lowercase()).parse().ok()?),
            },
            left: whole(left)?,
        }),
        (7, [era, planned, frozen]) => Some(GrantLog::Abandoned {
            era: Era(whole(era)?),
            planned: Height(whole(planned)?),
            frozen: Height(whole(frozen)?),
        }),
        _ => None,
    }
}

/// A number of digits alone.
fn whole(text: &str) -> Option<u64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// An amount in Rau, of digits alone.
fn rau(text: &[u8]) -> Option<Amount> {
    let digits = text.iter().all(u8::is_ascii_digit).then_some(text)?;
    let rau = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(Amount::from_rau(rau))
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Hash, RewardLog, encode_logs};
    use proptest::prelude::*;

    use super::*;

    const OWNER: Address = Address::from_bytes([7; 20]);

    fn of(data: Vec<u8>) -> Option<Vec<GrantLog>> {
        let log = Log {
            address: Address::REWARDING,
            topics: Vec::new(),
            data,
        };
        grant_logs(&log)
    }

    /// A log of this type with this text and amount, by itself.
    fn plain(kind: u8, text: &str, amount: &str) -> Vec<u8> {
        let mut data = vec![1 << 3, kind];
        for (number, part) in [(2u8, text), (3, amount)] {
            data.extend([number << 3 | 2, u8::try_from(part.len()).unwrap()]);
            data.extend(part.as_bytes());
        }
        data
    }

    #[test]
    fn what_the_rules_write_is_read_again_as_a_list_and_by_itself() {
        let kinds = [
            RewardKind::Block,
            RewardKind::Epoch,
            RewardKind::FoundationBonus,
            RewardKind::PriorityBonus,
            RewardKind::UnproductiveSlash,
        ];
        let amount = Amount::from_rau(u128::MAX);
        let logs = kinds.map(|kind| RewardLog {
            kind,
            address: OWNER,
            amount,
        });
        let read = kinds.map(|kind| GrantLog::Reward {
            kind,
            account: OWNER,
            amount,
        });
        assert_eq!(of(encode_logs(&logs)), Some(read.to_vec()));
        for (log, read) in logs.iter().zip(read) {
            assert_eq!(of(log.encode()), Some(vec![read]));
        }
        assert_eq!(of(Vec::new()), Some(Vec::new()));
    }

    #[test]
    fn logs_that_tell_of_no_account_are_read_by_their_type() {
        let one = |data| of(data).unwrap().remove(0);
        // recording 16, block 61
        assert_eq!(
            one(plain(6, "3:0::2", "0")),
            GrantLog::Progress {
                era: Era(3),
                phase: 0,
                resume: None,
                left: 2
            }
        );
        let resume = "07".repeat(20);
        let progress = one(plain(6, &format!("2:1:{resume}:1"), "0"));
        assert!(
            matches!(progress, GrantLog::Progress { resume: Some(resume), phase: 1, .. } if resume == OWNER),
            "{progress:?}"
        );
        assert_eq!(
            one(plain(5, "6:2", "40")),
            GrantLog::Overrun {
                era: Era(6),
                delegates: 2,
                rest: Amount::from_rau(40)
            }
        );
        assert_eq!(
            one(plain(7, "2:6:26", "0")),
            GrantLog::Abandoned {
                era: Era(2),
                planned: Height(6),
                frozen: Height(26)
            }
        );
    }

    #[test]
    fn what_is_unknown_or_in_another_form_is_kept_as_it_can_be_shown() {
        let other = |kind, text: &str, amount| GrantLog::Other {
            kind,
            text: shown_text(text.as_bytes(), TEXT),
            amount,
        };
        for (kind, text, amount, read) in [
            (8, "what\u{202e} is to come", "5", Some(Amount::from_rau(5))),
            (0, "no address", "5", Some(Amount::from_rau(5))),
            (6, "3:0:2", "0", Some(Amount::ZERO)),
            (6, "3:+0::2", "0", Some(Amount::ZERO)),
            (7, "2:6:99999999999999999999", "", None),
            (5, "6:2", "-40", None),
        ] {
            assert_eq!(
                of(plain(kind, text, amount)),
                Some(vec![other(u64::from(kind), text, read)]),
                "{text}"
            );
        }
        // A field that nobody knows yet is passed over.
        let mut more = plain(6, "3:0::2", "0");
        more.extend([
            9 << 3,
            0x85,
            0x01,
            10 << 3 | 1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            11 << 3 | 5,
            0,
            0,
            0,
            0,
        ]);
        assert!(matches!(of(more).unwrap()[..], [GrantLog::Progress { .. }]));
    }

    #[test]
    fn an_event_and_what_another_contract_logs_are_no_grants() {
        let log = Log {
            address: Address::REWARDING,
            topics: Vec::new(),
            data: plain(6, "3:0::2", "0"),
        };
        assert!(grant_logs(&log).is_some());
        let event = Log {
            topics: vec![Hash([1; 32])],
            ..log.clone()
        };
        let foreign = Log { address: OWNER, ..log };
        assert_eq!((grant_logs(&event), grant_logs(&foreign)), (None, None));
    }

    proptest! {
        #[test]
        fn no_data_does_harm(data in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = of(data.clone());
            let mut list = vec![LIST, u8::try_from(data.len().min(120)).unwrap()];
            list.extend(data);
            let _ = of(list);
        }
    }
}
