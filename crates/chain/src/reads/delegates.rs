//! Delegates: all of them, or one.

use ballast_abi::{
    AbiEncode,
    staking::{
        CandidateByAddressV3Call, CandidateByAddressV4Call, CandidateByIDV3Call, CandidateByIDV4Call,
        CandidateByNameV3Call, CandidateByNameV4Call, CandidateDeactivationCall, CandidatesV3Call, CandidatesV4Call,
    },
};
use ballast_domain::{Address, Candidate, Exit, Height, Snapshot};
use serde_json::Value;

use super::{WHOLE_LIST, call, data, try_map};
use crate::{
    Client, Error, RpcError,
    decode::{CandidateForm, Words, candidate, candidate_list_of},
    writes::to_ethers,
};

impl Client {
    /// All registered delegates with where they stand in the exit queue, in no particular order.
    ///
    /// Nodes with a staking index answer the state of the epoch's start (recording 12); a single delegate is
    /// always read live.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn delegates(&self) -> Result<Snapshot<Vec<Candidate>>, Error> {
        let (offset, limit) = (0, WHOLE_LIST);
        let forms = [
            (CandidateForm::V4, CandidatesV4Call { offset, limit }.encode()),
            (CandidateForm::V3, CandidatesV3Call { offset, limit }.encode()),
        ];
        let answer = self
            .newest_of(Address::STAKING, "the list of delegates", &forms)
            .await?;
        let mut list = try_map(answer, |_, answer| match answer {
            Some((form, data)) => candidate_list_of(form, &data),
            None => Ok(Vec::new()),
        })?;
        self.add_exits(&mut list.value).await?;
        Ok(list)
    }

    /// The delegate with this name, live; `None` where there is none.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn delegate(&self, name: &str) -> Result<Snapshot<Option<Candidate>>, Error> {
        let cand_name = name.to_owned();
        self.one([
            (
                CandidateForm::V4,
                CandidateByNameV4Call {
                    cand_name: cand_name.clone(),
                }
                .encode(),
            ),
            (CandidateForm::V3, CandidateByNameV3Call { cand_name }.encode()),
        ])
        .await
    }

    /// The delegate with this permanent id, to which buckets point; live.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn delegate_by_id(&self, id: Address) -> Result<Snapshot<Option<Candidate>>, Error> {
        self.one(by_id(id)).await
    }

    /// The delegate that `owner` controls, live.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn delegate_by_owner(&self, owner: Address) -> Result<Snapshot<Option<Candidate>>, Error> {
        let owner_address = to_ethers(owner);
        self.one([
            (CandidateForm::V4, CandidateByAddressV4Call { owner_address }.encode()),
            (CandidateForm::V3, CandidateByAddressV3Call { owner_address }.encode()),
        ])
        .await
    }

    async fn one(&self, forms: [(CandidateForm, Vec<u8>); 2]) -> Result<Snapshot<Option<Candidate>>, Error> {
        let answer = self.newest_of(Address::STAKING, "a delegate", &forms).await?;
        let mut found = try_map(answer, |_, answer| {
            answer.map(|(form, data)| candidate(form, &data)).transpose()
        })?;
        self.add_exits(found.value.as_mut_slice()).await?;
        Ok(found)
    }

    async fn add_exits(&self, delegates: &mut [Candidate]) -> Result<(), Error> {
        if delegates.is_empty() {
            return Ok(());
        }
        let request = |delegate: &Candidate| {
            let calldata = CandidateDeactivationCall {
                owner_address: to_ethers(delegate.owner),
            }
            .encode();
            call(Address::STAKING, &calldata)
        };
        let answers = self.snapshot(delegates.iter().map(request).collect()).await?;
        for (delegate, answer) in delegates.iter_mut().zip(answers.value.0) {
            delegate.exit = exit(&answers.node, answer)?;
        }
        Ok(())
    }
}

/// The forms in which a delegate is asked for by its permanent id, the newest first.
pub(super) fn by_id(id: Address) -> [(CandidateForm, Vec<u8>); 2] {
    let id = to_ethers(id);
    [
        (CandidateForm::V4, CandidateByIDV4Call { id }.encode()),
        (CandidateForm::V3, CandidateByIDV3Call { id }.encode()),
    ]
}

/// A node that does not know the call serves a chain without an exit queue: nobody is in it.
fn exit(node: &str, answer: Result<Value, RpcError>) -> Result<Exit, Error> {
    let answer = match answer {
        Err(error) if error.is_unknown_call() => return Ok(Exit::None),
        answer => data(node, &answer?)?,
    };
    let words = Words::new(&answer);
    Ok(match (words.bool(0)?, words.u64(1)?) {
        (false, _) => Exit::None,
        (true, 0) => Exit::Requested,
        (true, height) => Exit::ScheduledAt(Height(height)),
    })
}
