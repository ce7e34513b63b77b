//! A bucket's page: its life, what may be done with it, and what the person wrote beside it.

use std::collections::{BTreeSet, HashMap};

use ballast_api::{BucketLife, Recipient, WrittenNote, calls};
use ballast_chain::Head;
use ballast_domain::{
    Address, Bucket, BucketId, Candidate, Height, Ledger, Refusal, Rule, Snapshot, Timestamp, Touch,
    rehearsal::{legality_in, lifecycle_in, past},
};
use ballast_store::{BucketNote, Filter, State};

use crate::{
    Error, Result,
    book::{fitting_label, fitting_note},
    session::Session,
};

impl Session {
    /// A bucket's life, if its owner leaves it at that moment or now.
    pub(crate) async fn bucket_life(&self, id: BucketId, leave_at: Option<Timestamp>) -> Result<Snapshot<BucketLife>> {
        let head = async { Ok::<_, Error>(self.client.head().await?) };
        let (head, ledger) = tokio::try_join!(head, self.ledger_of(id))?;
        let unknown = Error::Refused(Refusal::from(match id.contract {
            None => Rule::BucketExists,
            Some(_) => Rule::NftUnknown,
        }));
        let head = head.map(|head| self.held_to_clock(head));
        let clock = self.clock(&head.value);
        let (Some(bucket), Some(mut lifecycle)) = (
            ledger.bucket(id),
            lifecycle_in(id, &ledger, &clock, leave_at.unwrap_or(clock.now)),
        ) else {
            return Err(unknown);
        };
        let dated = self.dated(bucket.clone(), &head.value).await;
        lifecycle.past = past(&dated, &clock);
        let delegate: Option<&Candidate> = ledger.staking.candidates.get(&bucket.candidate);
        let note = self.bucket_notes().await?.remove(&id).unwrap_or_default();
        let life = BucketLife {
            version: id.contract.and_then(|at| ledger.version_of(at)),
            delegate: delegate.map(|c| c.name.clone()),
            self_stake: id.contract.is_none() && ledger.staking.is_self_stake(&bucket),
            now: clock.now,
            state: clock.state(&bucket),
            votes: ledger.votes_of(&bucket, &self.params),
            free_at: clock.earliest_free(&bucket),
            lifecycle,
            actions: legality_in(id, &ledger, &clock),
            bucket: dated,
            ledger,
            label: note.label,
            note: note.note,
            group: note.group,
        };
        Ok(head.map(|_| life))
    }

    /// The books that a bucket stands in, with its owner's other buckets where it is an NFT; without it where there is
    /// no such bucket.
    async fn ledger_of(&self, id: BucketId) -> Result<Ledger> {
        let mut touches = BTreeSet::new();
        match id.contract {
            None => drop(touches.insert(Touch::Bucket(id.index))),
            Some(contract) => {
                touches.insert(Touch::Nft(id));
                let owner = self.client.bucket_nft(id).await?.value.map(|b| b.owner);
                touches.extend(owner.map(|owner| Touch::OwnedNfts { owner, contract }));
            }
        }
        Ok(self.books(&touches).await?.ledger)
    }

    /// A bucket that counts in blocks, with the times of its blocks; as it is where the node does not have them.
    async fn dated(&self, bucket: Bucket, head: &Head) -> Bucket {
        let Some(blocks) = bucket.blocks else { return bucket };
        let heights = [Some(blocks.created), Some(blocks.stake_start), blocks.unstake_start];
        let heights: Vec<Height> = heights.into_iter().flatten().filter(|h| *h <= head.height).collect();
        // The times say more, and nothing depends on them.
        let Ok(heads) = self.client.heads_of(&heights).await else {
            return bucket;
        };
        let time = |height: Height| heads.value.iter().find(|h| h.height == height).map(|h| h.timestamp);
        Bucket {
            created: time(blocks.created).unwrap_or_default(),
            stake_start: time(blocks.stake_start).unwrap_or_default(),
            unstake_start: blocks.unstake_start.and_then(time),
            ..bucket
        }
    }

    /// What is written beside buckets.
    pub(super) async fn bucket_notes(&self) -> Result<HashMap<BucketId, BucketNote>> {
        Ok(self
            .with_store(|store| store.bucket_notes())
            .await?
            .into_iter()
            .collect())
    }

    pub(crate) async fn written_notes(&self) -> Result<Vec<WrittenNote>> {
        let written = |(bucket, note): (BucketId, BucketNote)| WrittenNote {
            bucket,
            label: note.label,
            note: note.note,
            group: note.group,
        };
        let mut all: Vec<_> = self.bucket_notes().await?.into_iter().map(written).collect();
        all.sort_by_key(|note| note.bucket);
        Ok(all)
    }

    pub(crate) async fn set_bucket_note(&self, wanted: calls::SetBucketNote) -> Result<()> {
        let note = BucketNote {
            label: fitting_label(&wanted.label, "bucket.label")?,
            note: fitting_note(&wanted.note, "bucket.note")?,
            group: fitting_label(&wanted.group, "bucket.label")?,
        };
        self.with_store(move |store| store.set_bucket_note(wanted.bucket, &note))
            .await
    }

    /// What is known of somebody who would get a bucket.
    pub(crate) async fn recipient(&self, address: Address) -> Result<Recipient> {
        let code = self.client.code(address).await.ok();
        let accounts = self.accounts().await?;
        let own = accounts.iter().find(|a| a.address == address);
        // What failed or was dropped gave nobody anything.
        let done = Filter {
            chain_id: Some(self.params.chain_id),
            states: vec![State::Final],
            ..Filter::default()
        };
        let (contact, history) = self
            .with_store(move |store| {
                let contact = store.contacts()?.into_iter().find(|c| c.address == address);
                Ok((contact, store.history(&done)?))
            })
            .await?;
        // Whatever the action: the address stands in what was wanted.
        let (plain, io1) = (address.to_hex().to_lowercase(), address.to_io1());
        let names = |wanted: &ballast_domain::Intent| {
            serde_json::to_string(&wanted.action).is_ok_and(|text| {
                let text = text.to_lowercase();
                text.contains(&plain) || text.contains(&io1)
            })
        };
        Ok(Recipient {
            address,
            contract: code.map(|code| !code.value.is_empty()),
            own: own.is_some(),
            seen: history.iter().any(|s| s.intent().is_ok_and(|wanted| names(&wanted))),
            name: own.map(|a| a.label.clone()).or(contact.map(|c| c.name)),
        })
    }
}
