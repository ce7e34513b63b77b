//! Stake with a delegate, as bucket NFTs.

use ballast_abi::{
    AbiEncode,
    bucket_nft::{StakeCall, StakeManyCall},
};
use ballast_domain::{Address, Amount, BucketId, Phrase, TransferKind, actions::NftStake, phrase};

use super::{
    super::{money, rau},
    Write, term, to_ethers,
};

impl Write for NftStake {
    fn to(&self) -> Address {
        self.contract
    }

    fn value(&self) -> Amount {
        self.total()
    }

    fn calldata(&self) -> Vec<u8> {
        let (duration, delegate) = (term(self.duration), to_ethers(self.delegate));
        match self.count.get() {
            1 => StakeCall { duration, delegate }.encode(),
            count => StakeManyCall {
                amount: rau(self.amount),
                duration,
                delegate,
                count: count.into(),
            }
            .encode(),
        }
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::InContract, Some(self.total())))
    }

    fn done(&self, bucket: Option<u64>, moved: Option<Amount>) -> Phrase {
        match (self.count.get(), bucket) {
            (1, Some(index)) => {
                let contract = Some(self.contract);
                phrase!("{} are in {}.", money(moved), BucketId { contract, index })
            }
            (1, None) => phrase!("{} are in a new bucket NFT.", money(moved)),
            (count, _) => phrase!("{} are in {} new bucket NFTs.", money(moved), count),
        }
    }
}
