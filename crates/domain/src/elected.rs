//! Who was elected, and who pays for missed blocks, as elections say it and rewards heed it.

use serde::{Deserialize, Serialize};

use crate::{Address, Amount, Fork, Height, NetworkParams, Votes};

/// A listed candidate as the poll protocol keeps it: what it was when the list was taken.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Elected {
    /// The candidate's permanent id.
    pub id: Address,
    /// Who signs its blocks.
    pub operator: Address,
    /// Where its rewards of this epoch are credited, whatever it changes meanwhile.
    pub reward: Address,
    /// 48 bytes, or none.
    #[serde(default)]
    pub bls_key: Vec<u8>,
    /// Its votes, with probation applied where the list says so.
    pub votes: Votes,
}

impl Elected {
    /// The address under which productivity and probation know it at `height`: its operator, since YapBeta its id.
    pub fn key(&self, params: &NetworkParams, height: Height) -> Address {
        if params.at(Fork::YapBeta, height) {
            self.id
        } else {
            self.operator
        }
    }
}

/// Money to be taken from a candidate's self-stake bucket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slash {
    /// The candidate's permanent id.
    pub candidate: Address,
    /// The address that the reward log names: the id, before YapBeta the operator.
    pub logged: Address,
    /// How much.
    pub amount: Amount,
}
