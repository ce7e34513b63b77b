//! Typed calls begin with the selectors that the reference of the chain lists.

use ballast_abi::{AbiEncode, poll::*, rewarding::*, roll_dpos::*, staking::*};

#[test]
fn selectors_are_those_of_the_reference() {
    let selectors = [
        (CandidatesV4Call::default().encode(), 0x5198_e155u32),
        (CandidatesV3Call::default().encode(), 0xb591_758b),
        (CandidateByNameV4Call::default().encode(), 0x7fc2_4297),
        (CandidateByAddressV4Call::default().encode(), 0xf7b5_932c),
        (CandidateByIDV4Call::default().encode(), 0x9161_3c2e),
        (CandidateByIDV3Call::default().encode(), 0x7943_6882),
        (CandidateDeactivationCall::default().encode(), 0xa1c7_820a),
        (CompositeBucketsByVoterV3Call::default().encode(), 0x2736_514b),
        (CompositeBucketsByVoterCall::default().encode(), 0x8096_5570),
        (BucketsByVoterCall::default().encode(), 0x4a0c_59f9),
        (CompositeBucketsByIndexesV3Call::default().encode(), 0xd9dc_6fae),
        (CompositeBucketsByIndexesCall::default().encode(), 0x347c_dbd5),
        (BucketsByIndexesCall::default().encode(), 0x7d14_1b79),
        (CompositeBucketsByCandidateV3Call::default().encode(), 0x71a3_e9b9),
        (CompositeBucketsCountCall.encode(), 0xa40d_6b8c),
        (CompositeTotalStakingAmountCall.encode(), 0x3aad_591c),
        (EpochNumberCall::default().encode(), 0x2f37_4006),
        (EpochHeightCall::default().encode(), 0x1c65_9e71),
        (EpochLastHeightCall::default().encode(), 0xbcab_ebbd),
        (ProbationListByEpochCall::default().encode(), 0x5ac5_cb17),
        (ActiveBlockProducersByEpochCall::default().encode(), 0x3331_0089),
        (UnclaimedBalanceCall::default().encode(), 0x01cb_f5fb),
    ];
    for (calldata, selector) in selectors {
        assert_eq!(calldata[..4], selector.to_be_bytes(), "{selector:#x}");
    }
}
