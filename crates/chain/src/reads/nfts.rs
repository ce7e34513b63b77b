//! What the contracts that issue bucket NFTs say themselves.

use ballast_abi::{
    AbiEncode,
    bucket_nft::BucketOfCall,
    erc721::GetApprovedCall,
    staking::{CompositeBucketsByIndexesV3Call, ContractStakeBucketTypesCall},
};
use ballast_domain::{Address, Amount, Bucket, BucketId, Snapshot};

use super::{call, data, try_map};
use crate::{
    Client, Error,
    decode::{BucketForm, Words, bucket_list_of},
};

/// A bucket as its contract keeps it, where that is more than the chain's lists say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NftTerms {
    /// The duration that the contract counts with, on its clock: seconds, or blocks.
    pub duration: u64,
    /// The delegate, also of a bucket whose votes are gone.
    pub delegate: Address,
    /// Who else may take the token.
    pub approved: Option<Address>,
}

impl Client {
    /// A bucket NFT, whoever owns it; `None` where there is none.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn bucket_nft(&self, id: BucketId) -> Result<Snapshot<Option<Bucket>>, Error> {
        // Asked for by one index only: of several, nodes mix the numbers up (recording 06, step 274).
        let indexes = vec![id.index];
        let form = (BucketForm::V3, CompositeBucketsByIndexesV3Call { indexes }.encode());
        let answer = self.newest_of(Address::STAKING, "a bucket NFT", &[form]).await?;
        try_map(answer, |_, answer| {
            let found = answer.map_or(Ok(Vec::new()), |(form, data)| bucket_list_of(form, &data))?;
            Ok(found.into_iter().find(|bucket| bucket.id == id))
        })
    }

    /// What a bucket's contract says of it; `None` where there is no such bucket.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn nft_terms(&self, id: BucketId) -> Result<Snapshot<Option<NftTerms>>, Error> {
        let contract = id.contract.unwrap_or(Address::ZERO);
        let reads = [
            BucketOfCall {
                bucket_id: id.index.into(),
            }
            .encode(),
            GetApprovedCall {
                token_id: id.index.into(),
            }
            .encode(),
        ];
        let requests = reads.map(|read| call(contract, &read));
        let snapshot = self.snapshot(requests.to_vec()).await?;
        try_map(snapshot, |node, answers| {
            let mut answers = answers.0.into_iter();
            let (Some(Ok(terms)), approved) = (answers.next(), answers.next()) else {
                return Ok(None);
            };
            let terms = data(node, &terms)?;
            let terms = Words::new(&terms);
            let approved = match approved {
                Some(Ok(approved)) => Some(Words::new(&data(node, &approved)?).address(0)?),
                _ => None,
            };
            Ok(Some(NftTerms {
                duration: terms.u64(1)?,
                delegate: terms.address(4)?,
                approved: approved.filter(|approved| !approved.is_zero()),
            }))
        })
    }

    /// The amounts and blocks that buckets of version 1 come in now.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn bucket_types(&self, contract: Address) -> Result<Snapshot<Vec<(Amount, u64)>>, Error> {
        let contract_address = crate::writes::to_ethers(contract);
        let form = ((), ContractStakeBucketTypesCall { contract_address }.encode());
        let answer = self.newest_of(Address::STAKING, "bucket types", &[form]).await?;
        try_map(answer, |_, answer| {
            let Some(((), data)) = answer else {
                return Ok(Vec::new());
            };
            let (length, types) = Words::new(&data).list(0, 2)?;
            let each = (0..length).map(|place| Ok((types.amount(2 * place)?, types.u64(2 * place + 1)?)));
            each.collect()
        })
    }
}
