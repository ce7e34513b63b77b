//! Add to a bucket NFT, or make it longer.

use ballast_domain::{Address, Amount, TransferKind, actions::NftExpand};

use super::{super::rau, Write, call, contract, number, term};

impl Write for NftExpand {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn value(&self) -> Amount {
        self.amount
    }

    fn calldata(&self) -> Vec<u8> {
        let (index, duration) = (number(self.bucket.index), term(self.duration));
        match self.total {
            // Version 1 wants to be told what the bucket holds afterwards.
            Some(total) => call(
                "expandBucket(uint256,uint256,uint256)",
                &[index, number(rau(total)), duration],
            ),
            None => call("expandBucket(uint256,uint256)", &[index, duration]),
        }
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::InContract, Some(self.amount)))
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        let (bucket, term) = (self.bucket, self.duration.for_people());
        match self.amount.is_zero() {
            true => format!("{} is locked for {term}.", bucket.title()),
            false => format!(
                "{} IOTX were added to {}, for {term}.",
                self.amount.for_people(),
                bucket.in_words()
            ),
        }
    }
}
