//! Who makes blocks: from votes to the list of an epoch, to its pool, to the producers drawn from it, and what
//! happens to those who miss their blocks.
//!
//! Time line of epoch E (iotex-protocol.md §4): in its middle block the list of E+1 is taken from the ledger
//! ([`eligible`]); in its last block the probation list of E+1 is made from the blocks of E ([`ProbationHistory`]).
//! Both together are an [`Election`], in force from the first block of E+1 to its last.

mod list;
mod order;
mod productivity;

pub use self::{
    list::{Election, PollRead, eligible, poll_read},
    order::{active, producer_of, producers, ranked},
    productivity::{Probation, ProbationHistory, produced, slashes, unproductive},
};
pub use crate::elected::{Elected, Slash};

#[cfg(test)]
pub(crate) mod samples {
    //! The six delegates of the recorded chain, as elected in its first epoch.

    use super::Elected;
    use crate::{NetworkParams, Votes};

    const DELEGATES: [(&str, &str, &str, u128); 6] = [
        (
            "0x7153EF2F1846416E827814fcEb62315432c38571",
            "0x3A97b0857ae307d7B87fAFb1B4796f3d9e40b959",
            "0x7e77dd0EC4Da7Be06aaf712c6F4AF8796aB0386C",
            5_723_737_054_471_762_508_711_663,
        ),
        (
            "0xaF6C5664bb19bDABc1Be8e437902b526AD667792",
            "0x1F5fE558056fe7d93f7bDEf86bd00436bB82C232",
            "0x4229B30aC3F11138FbFB61d56636663F58158917",
            5_265_838_090_114_021_508_014_730,
        ),
        (
            "0x5a67F1bb720c12221b21578415896951beDa47a2",
            "0xDc5693D1D12bE58e65e8E095d09151382C199252",
            "0x1e726C3272E233A2a93b9F2E443452dD01016fb6",
            4_807_939_125_756_280_507_317_797,
        ),
        (
            "0xa1558181A3781969F072b6eEdC17AE9F9C5b30fE",
            "0x1C8Bd848f48ab9954A8995604e8777126d05aa1e",
            "0x8380a3e2068e0bABcB647A8952739Dd9F74c26cc",
            4_350_040_161_398_539_506_620_864,
        ),
        (
            "0x9e3D9b75898145a79Fd3dDaC2F35f89506d7341A",
            "0x1090aFD53e06ED110a0661C770cc8F3b4749F3e8",
            "0x8dc8dc8EE279D9E02669Fd897d7C4269C8882E20",
            3_892_141_197_040_798_505_923_931,
        ),
        (
            "0x667463C79940Ef0912d388Db8eD7C3E9dc25AE7c",
            "0xf747654e69f3C9F1eE6681805f526BcCd9737a5F",
            "0xFDbb8d27c76190910cDAAFf3E68Ea55bA3d175c7",
            3_434_242_232_683_057_505_226_998,
        ),
    ];

    pub(crate) fn delegates() -> Vec<Elected> {
        let delegate = |(id, operator, reward, votes): &(&str, &str, &str, u128)| Elected {
            id: id.parse().unwrap(),
            operator: operator.parse().unwrap(),
            reward: reward.parse().unwrap(),
            bls_key: Vec::new(),
            votes: Votes::from_rau(*votes),
        };
        DELEGATES.iter().map(delegate).collect()
    }

    /// The recorded chain: every fork from block 1, 20 blocks an epoch, 6 in the pool, 4 active.
    pub(crate) fn recorded_chain() -> NetworkParams {
        let mut params = NetworkParams::practice();
        params.schedule = crate::EpochSchedule::uniform(20);
        (params.pool, params.active) = (6, 4);
        params
    }

    /// Their places in the genesis, for comparing with tables of small numbers.
    pub(crate) fn places(list: &[Elected]) -> Vec<usize> {
        let all = delegates();
        list.iter()
            .map(|e| all.iter().position(|d| d.operator == e.operator).unwrap())
            .collect()
    }
}
