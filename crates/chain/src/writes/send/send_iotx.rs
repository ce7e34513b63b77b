//! Send IOTX.

use ballast_domain::{Address, Amount, Phrase, TransferKind, actions::Send, grouped, phrase};

use super::super::{Write, money};

impl Write for Send {
    fn to(&self) -> Address {
        self.to
    }

    fn value(&self) -> Amount {
        self.amount
    }

    fn calldata(&self) -> Vec<u8> {
        self.payload.clone()
    }

    fn payload(&self) -> &[u8] {
        &self.payload
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::Native, Some(self.amount)))
    }

    fn done(&self, _bucket: Option<u64>, moved: Option<Amount>) -> Phrase {
        match self.amount.is_zero() {
            true if !self.payload.is_empty() => {
                let bytes = grouped(self.payload.len() as u64);
                phrase!("Data of {} bytes reached {}; no IOTX went with it.", bytes, self.to)
            }
            true => "Nothing was sent; only the fee was paid.".into(),
            false => phrase!("{} went to {}.", money(moved), self.to),
        }
    }
}
