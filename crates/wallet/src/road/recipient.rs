//! Whether a recipient is known: one's own, in the address book, paid before; or new, or made to look like a known one.

use std::collections::BTreeSet;

use ballast_domain::{Address, Intent, Rule, Severity, Touch, Warning};
use ballast_store::{Filter, State};

use crate::{Result, session::Session};

/// Letters at each end by which people compare addresses.
const ENDS: usize = 4;

/// Whom an intent gives something to; none where nobody is, or where it stays with whoever gives it.
pub(super) fn receiver(intent: &Intent) -> Option<Address> {
    let to = intent.touches().iter().find_map(Touch::code)?;
    let nobody = matches!(to, Address::ZERO | Address::STAKING | Address::REWARDING);
    (!nobody && to != intent.account).then_some(to)
}

/// Whom the wallet knows.
#[derive(Default)]
pub(super) struct People {
    own: BTreeSet<Address>,
    known: BTreeSet<Address>,
}

impl People {
    /// What to mind about who gets what an intent gives away; nothing where nobody does.
    pub(super) fn warning(&self, intent: &Intent) -> Option<Warning> {
        judge(receiver(intent)?, &self.own, &self.known)
    }
}

impl Session {
    /// Whom the wallet knows: its accounts, who was paid, and the address book. What is only watched is nobody that is
    /// known: it is watched unasked.
    pub(super) async fn people(&self) -> Result<People> {
        let accounts = self.accounts().await?;
        let own = accounts.iter().filter(|a| a.can_sign()).map(|a| a.address).collect();
        let mut known: BTreeSet<Address> = self.paid_before().await?;
        known.extend(self.contacts().await?.iter().map(|contact| contact.address));
        Ok(People { own, known })
    }

    /// Who ever got something from this wallet, on this network.
    async fn paid_before(&self) -> Result<BTreeSet<Address>> {
        let filter = Filter {
            chain_id: Some(self.params.chain_id),
            states: vec![State::Final],
            ..Filter::default()
        };
        let all = self.with_store(move |store| store.history(&filter)).await?;
        let intents = all.iter().filter_map(|s| s.intent().ok());
        Ok(intents.filter_map(|intent| intent.recipient()).collect())
    }
}

fn judge(to: Address, own: &BTreeSet<Address>, known: &BTreeSet<Address>) -> Option<Warning> {
    if own.contains(&to) {
        return Some(Warning {
            severity: Severity::Note,
            ..Warning::caution(Rule::RecipientOwn)
        });
    }
    if known.contains(&to) {
        return None;
    }
    let alike = own.iter().chain(known).any(|other| looks_like(to, *other));
    Some(Warning::caution(match alike {
        true => Rule::RecipientLookalike,
        false => Rule::RecipientNew,
    }))
}

/// Whether two addresses begin and end alike, in either form.
fn looks_like(one: Address, other: Address) -> bool {
    let ends = |text: String, prefix: usize| {
        let letters = text.get(prefix..).unwrap_or_default();
        let tail = letters.len().saturating_sub(ENDS);
        Some((letters.get(..ENDS)?.to_owned(), letters.get(tail..)?.to_owned()))
    };
    let alike = |form: fn(&Address) -> String, prefix| ends(form(&one), prefix) == ends(form(&other), prefix);
    alike(Address::to_hex, 2) || alike(Address::to_io1, 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(middle: u8, ends: u8) -> Address {
        let mut bytes = [middle; 20];
        bytes[..2].fill(ends);
        bytes[18..].fill(ends);
        Address::from_bytes(bytes)
    }

    #[test]
    fn the_known_are_passed_over_and_the_new_and_the_false_are_told() {
        let (own, friend) = (address(1, 0xaa), address(2, 0xbb));
        let rule = |to| {
            let warning = judge(to, &BTreeSet::from([own]), &BTreeSet::from([friend]))?;
            Some((warning.rule, warning.severity))
        };
        assert_eq!(rule(own), Some(("recipient.own".into(), Severity::Note)));
        assert_eq!(rule(friend), None);
        assert_eq!(
            rule(address(9, 0xbb)),
            Some(("recipient.look-alike".into(), Severity::Caution))
        );
        assert_eq!(
            rule(address(2, 0xcc)),
            Some(("recipient.first-time".into(), Severity::Caution))
        );
    }
}
