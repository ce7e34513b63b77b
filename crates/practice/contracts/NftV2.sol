// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.24;

import {Buckets} from "./Buckets.sol";
import {Token721} from "./Token721.sol";

/// Bucket NFTs version 2: the clock counts blocks, 17,280 of which once were a day.
contract NftV2 is Buckets {
    constructor(uint256 least, address payable beneficiary_) Token721("BucketNFT", "BKT") Buckets(least, 17_280) {
        beneficiary = beneficiary_;
    }

    function UNSTAKE_FREEZE_BLOCKS() external view returns (uint256) {
        return freeze;
    }

    function blocksToUnstake(uint256 id) external view returns (uint256) {
        return toUnstake(id);
    }

    function blocksToWithdraw(uint256 id) external view returns (uint256) {
        return toWithdraw(id);
    }

    function clock() internal view override returns (uint256) {
        return block.number;
    }
}
