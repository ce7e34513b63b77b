//! Send IOTX.

use ballast_domain::{Address, Amount, TransferKind, actions::Send, grouped};

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

    fn done(&self, _bucket: Option<u64>, moved: Option<Amount>) -> String {
        match self.amount.is_zero() {
            true if !self.payload.is_empty() => {
                let bytes = grouped(self.payload.len() as u64);
                format!("Data of {bytes} bytes reached {}; no IOTX went with it.", self.to)
            }
            true => "Nothing was sent; only the fee was paid.".to_owned(),
            false => format!("{} went to {}.", money(moved), self.to),
        }
    }
}
