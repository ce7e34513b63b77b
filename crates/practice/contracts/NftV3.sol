// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.24;

import {Bucket, Buckets} from "./Buckets.sol";
import {NftV2} from "./NftV2.sol";
import {Token721} from "./Token721.sol";

/// Bucket NFTs version 3: the clock counts seconds. Buckets of version 2 can be moved here: this contract then holds
/// them, and exits from them when the new bucket is exited from.
contract NftV3 is Buckets {
    NftV2 public immutable LEGACY_CONTRACT;

    /// The bucket of version 2 that one here came from; 0 for none.
    mapping(uint256 => uint256) private origin;

    event Migrated(uint256 indexed bucketId, uint256 indexed legacyBucketId);

    constructor(uint256 least, NftV2 legacy) Token721("BucketNFTV3", "BKTV3") Buckets(least, 1 days) {
        LEGACY_CONTRACT = legacy;
    }

    /// What is withdrawn from version 2 comes back here.
    receive() external payable {}

    function UNSTAKE_FREEZE_TIME() external view returns (uint256) {
        return freeze;
    }

    function timeToUnstake(uint256 id) external view returns (uint256) {
        return toUnstake(id);
    }

    function timeToWithdraw(uint256 id) external view returns (uint256) {
        return toWithdraw(id);
    }

    /// Takes five seconds for each block of the old duration, and the old delegate with it.
    function migrateLegacyBucket(uint256 legacyId) external returns (uint256 id) {
        if (address(LEGACY_CONTRACT) == address(0)) revert ErrInvalidParameter();
        if (LEGACY_CONTRACT.ownerOf(legacyId) != msg.sender) revert ErrNotOwner();
        Bucket memory old = LEGACY_CONTRACT.bucketOf(legacyId);
        if (old.unstakedAt != UINT256_MAX) revert ErrNotStakedBucket();
        if (old.unlockedAt != UINT256_MAX) revert ErrNotLockedBucket();
        LEGACY_CONTRACT.transferFrom(msg.sender, address(this), legacyId);
        LEGACY_CONTRACT.changeDelegate(legacyId, address(0));
        id = open(old.amount, old.duration * 5, old.delegate);
        origin[id] = legacyId;
        emit Migrated(id, legacyId);
    }

    function clock() internal view override returns (uint256) {
        return block.timestamp;
    }

    function afterUnlock(uint256 id) internal override {
        uint256 legacyId = origin[id];
        if (legacyId != 0 && LEGACY_CONTRACT.bucketOf(legacyId).unlockedAt == UINT256_MAX) {
            LEGACY_CONTRACT.unlock(legacyId);
        }
    }

    function afterUnstake(uint256 id) internal override {
        uint256 legacyId = origin[id];
        if (legacyId != 0) LEGACY_CONTRACT.unstake(legacyId);
    }

    function afterBurn(uint256 id) internal override {
        uint256 legacyId = origin[id];
        if (legacyId != 0) LEGACY_CONTRACT.withdraw(legacyId, payable(address(this)));
    }
}
