//! The exit queue: ask to leave, and confirm.

use ballast_abi::{
    AbiEncode,
    staking::{ConfirmCandidateDeactivationCall, RequestCandidateDeactivationCall},
};
use ballast_domain::{
    Amount, Phrase,
    actions::{ConfirmExit, RequestExit},
};

use super::super::Write;

impl Write for RequestExit {
    fn calldata(&self) -> Vec<u8> {
        RequestCandidateDeactivationCall.encode()
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        "The delegate waits for a slot to leave the election.".into()
    }
}

impl Write for ConfirmExit {
    fn calldata(&self) -> Vec<u8> {
        ConfirmCandidateDeactivationCall.encode()
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        "The delegate has left the election, and its self-stake is an ordinary bucket.".into()
    }
}
