//! Reads of the poll protocol: who is listed, elected and on probation in which epoch.

use ballast_domain::{
    Address, Epoch, Height,
    election::{Elected, Election, PollRead, poll_read},
};
use ethers_core::abi::Token;

use super::{
    super::abi::{Reader, address_token, uint},
    view::{ReadError, View},
};
use crate::error::RpcError;

pub(super) fn read(view: &View, method: u32, data: &[u8]) -> Result<Vec<Token>, ReadError> {
    let asked = match method {
        0x2283_cd98 | 0x68cf_edce | 0x8f9e_0b08 | 0xc2bf_76e9 => None,
        0xe5d7_dbba | 0x809b_1a49 | 0x3331_0089 | 0x5ac5_cb17 => Some(epoch(Reader::new(data).uint256()?)?),
        _ => return Err(ReadError::Unknown),
    };
    let (election, height) = match poll_read(&view.params.schedule, Height(view.tip), asked) {
        PollRead::Epoch(epoch) => (view.elections.of(epoch), view.params.schedule.start_of(epoch).0),
        PollRead::Current => (Some(view.elections.current()), view.tip),
        PollRead::Missing => (None, 0),
    };
    let election = election.ok_or_else(missing)?;
    Ok(vec![answer(view, method, election), uint(height)])
}

fn answer(view: &View, method: u32, election: &Election) -> Token {
    let list = match method {
        // CandidatesByEpoch
        0x2283_cd98 | 0xe5d7_dbba => election.candidates(view.params),
        // BlockProducersByEpoch
        0x68cf_edce | 0x809b_1a49 => election.pool(view.params),
        // ActiveBlockProducersByEpoch
        0x8f9e_0b08 | 0x3331_0089 => election.active(view.params),
        // ProbationListByEpoch
        _ => return probation(election),
    };
    Token::Array(list.iter().map(elected).collect())
}

fn missing() -> ReadError {
    ReadError::Refused(RpcError::grpc(RpcError::NOT_FOUND, "not exist in DB"))
}

fn epoch(wide: ethers_core::types::U256) -> Result<Epoch, ReadError> {
    u64::try_from(wide).map(Epoch).map_err(|_| {
        let message = format!("strconv.ParseUint: parsing \"{wide}\": value out of range");
        ReadError::Refused(RpcError::grpc(RpcError::NOT_FOUND, message))
    })
}

/// The node never fills id and name.
fn elected(elected: &Elected) -> Token {
    Token::Tuple(vec![
        address_token(Address::ZERO),
        Token::String(String::new()),
        address_token(elected.operator),
        address_token(elected.reward),
        Token::Bytes(elected.bls_key.clone()),
        uint(elected.votes.rau()),
    ])
}

fn probation(election: &Election) -> Token {
    let entry = |(key, count): (Address, u32)| {
        Token::Tuple(vec![address_token(Address::ZERO), address_token(key), uint(count)])
    };
    let entries = election.probation.entries().into_iter().map(entry).collect();
    Token::Tuple(vec![Token::Array(entries), uint(election.probation.intensity)])
}
