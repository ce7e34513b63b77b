// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.24;

import {Owned} from "./Owned.sol";
import {Token721} from "./Token721.sol";

/// Bucket NFTs version 1: amounts and durations come in types that the contract's owner adds; the clock counts blocks.
contract NftV1 is Token721, Owned {
    struct BucketType {
        uint256 amount;
        uint256 duration;
        /// UNSET while it takes no more buckets.
        uint256 activatedAt;
    }

    struct Bucket {
        uint256 kind;
        /// UNSET while locked.
        uint256 unlockedAt;
        /// UNSET while staked.
        uint256 unstakedAt;
        address delegate;
    }

    uint256 public constant UINT256_MAX = type(uint256).max;
    uint256 public constant UNSTAKE_FREEZE_BLOCKS = 51_840;
    uint256 private constant UNSET = type(uint256).max;

    uint256 private last;
    mapping(uint256 => Bucket) private buckets;
    BucketType[] private kinds;
    /// One more than the place of a type, by amount and duration.
    mapping(uint256 => mapping(uint256 => uint256)) private places;

    event BucketTypeActivated(uint256 amount, uint256 duration);
    event BucketTypeDeactivated(uint256 amount, uint256 duration);
    event Staked(uint256 indexed tokenId, address delegate, uint256 amount, uint256 duration);
    event Locked(uint256 indexed tokenId, uint256 duration);
    event Unlocked(uint256 indexed tokenId);
    event Unstaked(uint256 indexed tokenId);
    event Merged(uint256[] tokenIds, uint256 amount, uint256 duration);
    event BucketExpanded(uint256 indexed tokenId, uint256 amount, uint256 duration);
    event DelegateChanged(uint256 indexed tokenId, address newDelegate);
    event Withdrawal(uint256 indexed tokenId, address indexed recipient);

    constructor() Token721("BucketNFT", "BKT") {}

    function addBucketType(uint256 amount, uint256 duration) external onlyOwner {
        require(amount != 0, "amount is invalid");
        require(places[amount][duration] == 0, "duplicate bucket type");
        kinds.push(BucketType(amount, duration, block.number));
        places[amount][duration] = kinds.length;
        emit BucketTypeActivated(amount, duration);
    }

    function activateBucketType(uint256 amount, uint256 duration) external onlyOwner {
        kinds[kindOf(amount, duration)].activatedAt = block.number;
        emit BucketTypeActivated(amount, duration);
    }

    function deactivateBucketType(uint256 amount, uint256 duration) external onlyOwner {
        kinds[kindOf(amount, duration)].activatedAt = UNSET;
        emit BucketTypeDeactivated(amount, duration);
    }

    function isActiveBucketType(uint256 amount, uint256 duration) external view returns (bool) {
        return kinds[kindOf(amount, duration)].activatedAt <= block.number;
    }

    function numOfBucketTypes() external view returns (uint256) {
        return kinds.length;
    }

    function bucketTypes(uint256 offset, uint256 size) external view returns (BucketType[] memory types) {
        require(size > 0 && offset + size <= kinds.length, "invalid parameters");
        types = new BucketType[](size);
        for (uint256 i; i < size; ++i) types[i] = kinds[offset + i];
    }

    function bucketOf(uint256 id) external view returns (uint256, uint256, uint256, uint256, address) {
        requireMinted(id);
        Bucket storage bucket = buckets[id];
        BucketType storage kind = kinds[bucket.kind];
        return (kind.amount, kind.duration, bucket.unlockedAt, bucket.unstakedAt, bucket.delegate);
    }

    function blocksToUnstake(uint256 id) external view returns (uint256) {
        requireMinted(id);
        requireStaked(buckets[id]);
        return untilUnstake(buckets[id]);
    }

    function blocksToWithdraw(uint256 id) external view returns (uint256) {
        requireMinted(id);
        return untilWithdraw(buckets[id]);
    }

    function stake(uint256 duration, address delegate) external payable whenNotPaused returns (uint256) {
        return open(activeKind(msg.value, duration), delegate);
    }

    /// Returns the first token's number.
    function stake(uint256 amount, uint256 duration, address delegate, uint256 count)
        external
        payable
        whenNotPaused
        returns (uint256 first)
    {
        require(count > 0 && amount * count == msg.value, "invalid parameters");
        uint256 kind = activeKind(amount, duration);
        first = last + 1;
        for (uint256 i; i < count; ++i) open(kind, delegate);
    }

    /// Returns the first token's number.
    function stake(uint256 amount, uint256 duration, address[] calldata delegates)
        external
        payable
        whenNotPaused
        returns (uint256 first)
    {
        require(amount * delegates.length == msg.value, "invalid parameters");
        uint256 kind = activeKind(amount, duration);
        first = last + 1;
        for (uint256 i; i < delegates.length; ++i) open(kind, delegates[i]);
    }

    function unlock(uint256 id) external whenNotPaused {
        unlockOne(id);
    }

    function unlock(uint256[] calldata ids) external whenNotPaused {
        for (uint256 i; i < ids.length; ++i) unlockOne(ids[i]);
    }

    function lock(uint256 id, uint256 duration) external whenNotPaused {
        lockOne(id, duration);
    }

    function lock(uint256[] calldata ids, uint256 duration) external whenNotPaused {
        for (uint256 i; i < ids.length; ++i) lockOne(ids[i], duration);
    }

    function unstake(uint256 id) external whenNotPaused {
        unstakeOne(id);
    }

    function unstake(uint256[] calldata ids) external whenNotPaused {
        for (uint256 i; i < ids.length; ++i) unstakeOne(ids[i]);
    }

    function withdraw(uint256 id, address payable recipient) external whenNotPaused {
        withdrawOne(id, recipient);
    }

    function withdraw(uint256[] calldata ids, address payable recipient) external whenNotPaused {
        for (uint256 i; i < ids.length; ++i) withdrawOne(ids[i], recipient);
    }

    function changeDelegate(uint256 id, address delegate) external whenNotPaused {
        changeOne(id, delegate);
    }

    function changeDelegates(uint256[] calldata ids, address delegate) external whenNotPaused {
        for (uint256 i; i < ids.length; ++i) changeOne(ids[i], delegate);
    }

    function expandBucket(uint256 id, uint256 amount, uint256 duration) external payable whenNotPaused {
        Bucket storage bucket = own(id);
        requireLocked(bucket);
        BucketType storage kind = kinds[bucket.kind];
        require(duration >= kind.duration, "invalid duration");
        require(msg.value + kind.amount == amount, "invalid amount");
        bucket.kind = activeKind(amount, duration);
        emit BucketExpanded(id, amount, duration);
    }

    /// Into the first of them, whose delegate stays; the others are burned, the last first.
    function merge(uint256[] calldata ids, uint256 duration) external payable whenNotPaused {
        require(ids.length > 1, "invalid length");
        uint256 amount = msg.value;
        for (uint256 i = ids.length; i > 0; --i) {
            uint256 id = ids[i - 1];
            Bucket storage bucket = own(id);
            requireStaked(bucket);
            BucketType storage kind = kinds[bucket.kind];
            require(duration >= kind.duration, "invalid duration");
            amount += kind.amount;
            if (i > 1) {
                burn(id);
            } else {
                bucket.kind = activeKind(amount, duration);
                bucket.unlockedAt = UNSET;
            }
        }
        emit Merged(ids, amount, duration);
    }

    function beforeMove(uint256 id) internal view override {
        require(buckets[id].unstakedAt == UNSET, "cannot transfer unstaked token");
    }

    function open(uint256 kind, address delegate) private returns (uint256 id) {
        id = ++last;
        buckets[id] = Bucket(kind, UNSET, UNSET, delegate);
        safeMint(msg.sender, id);
        emit Staked(id, delegate, kinds[kind].amount, kinds[kind].duration);
    }

    function unlockOne(uint256 id) private {
        Bucket storage bucket = own(id);
        requireLocked(bucket);
        bucket.unlockedAt = block.number;
        emit Unlocked(id);
    }

    function lockOne(uint256 id, uint256 duration) private {
        Bucket storage bucket = own(id);
        requireStaked(bucket);
        require(duration >= untilUnstake(bucket), "invalid duration");
        bucket.kind = activeKind(kinds[bucket.kind].amount, duration);
        bucket.unlockedAt = UNSET;
        emit Locked(id, duration);
    }

    function unstakeOne(uint256 id) private {
        Bucket storage bucket = own(id);
        requireStaked(bucket);
        require(untilUnstake(bucket) == 0, "not ready to unstake");
        bucket.unstakedAt = block.number;
        emit Unstaked(id);
    }

    function withdrawOne(uint256 id, address payable recipient) private {
        Bucket storage bucket = own(id);
        require(untilWithdraw(bucket) == 0, "not ready to withdraw");
        burn(id);
        (bool paid,) = recipient.call{value: kinds[bucket.kind].amount}("");
        require(paid, "failed to transfer");
        emit Withdrawal(id, recipient);
    }

    function changeOne(uint256 id, address delegate) private {
        Bucket storage bucket = own(id);
        requireStaked(bucket);
        require(bucket.delegate != delegate, "invalid operation");
        bucket.delegate = delegate;
        emit DelegateChanged(id, delegate);
    }

    function untilUnstake(Bucket storage bucket) private view returns (uint256) {
        uint256 unlockedAt = bucket.unlockedAt;
        require(unlockedAt != UNSET, "not an unlocked bucket");
        return left(unlockedAt + kinds[bucket.kind].duration);
    }

    function untilWithdraw(Bucket storage bucket) private view returns (uint256) {
        uint256 unstakedAt = bucket.unstakedAt;
        require(unstakedAt != UNSET, "not an unstaked bucket");
        return left(unstakedAt + UNSTAKE_FREEZE_BLOCKS);
    }

    function left(uint256 until) private view returns (uint256) {
        return until > block.number ? until - block.number : 0;
    }

    function own(uint256 id) private view returns (Bucket storage) {
        require(ownerOf(id) == msg.sender, "not owner");
        return buckets[id];
    }

    function kindOf(uint256 amount, uint256 duration) private view returns (uint256) {
        uint256 place = places[amount][duration];
        require(place > 0, "invalid bucket type");
        return place - 1;
    }

    function activeKind(uint256 amount, uint256 duration) private view returns (uint256 kind) {
        kind = kindOf(amount, duration);
        require(kinds[kind].activatedAt <= block.number, "inactive bucket type");
    }

    function requireLocked(Bucket storage bucket) private view {
        require(bucket.unlockedAt == UNSET, "not a locked token");
    }

    function requireStaked(Bucket storage bucket) private view {
        require(bucket.unstakedAt == UNSET, "not a staked token");
    }
}
