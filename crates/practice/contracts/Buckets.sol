// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.24;

import {Owned} from "./Owned.sol";
import {Token721} from "./Token721.sol";

struct Bucket {
    uint256 amount;
    uint256 duration;
    /// UNSET while locked.
    uint256 unlockedAt;
    /// UNSET while staked.
    uint256 unstakedAt;
    address delegate;
}

/// Staking of any amount for any whole number of days, each bucket a token: what versions 2 and 3 have in common.
/// They differ in their clock, which counts blocks or seconds.
abstract contract Buckets is Token721, Owned {
    uint256 public constant UINT256_MAX = type(uint256).max;
    uint256 private constant UNSET = type(uint256).max;

    uint256 public immutable MIN_AMOUNT;
    uint256 public immutable ONE_DAY;
    uint256 public immutable MAX_DURATION;
    /// From unstaking to withdrawing.
    uint256 internal immutable freeze;

    address payable public beneficiary;
    uint256 private last;
    mapping(uint256 => Bucket) private buckets;

    event Staked(uint256 indexed bucketId, address delegate, uint256 amount, uint256 duration);
    event Locked(uint256 indexed bucketId, uint256 duration);
    event Unlocked(uint256 indexed bucketId);
    event Unstaked(uint256 indexed bucketId);
    event Merged(uint256[] bucketIds, uint256 amount, uint256 duration);
    event BucketExpanded(uint256 indexed bucketId, uint256 amount, uint256 duration);
    event DelegateChanged(uint256 indexed bucketId, address newDelegate);
    event Withdrawal(uint256 indexed bucketId, address indexed recipient);
    event Donated(uint256 indexed bucketId, address indexed beneficiary, uint256 amount);
    event BeneficiaryChanged(address indexed beneficiary);

    error ErrInvalidAmount();
    error ErrInvalidDuration();
    error ErrInvalidParameter();
    error ErrNotLockedBucket();
    error ErrNotOwner();
    error ErrNotReady();
    error ErrNotStakedBucket();
    error ErrNotUnstakedBucket();
    error ErrTransferFailed();

    constructor(uint256 least, uint256 day) {
        MIN_AMOUNT = least;
        ONE_DAY = day;
        MAX_DURATION = 3 * 365 * day;
        freeze = 3 * day;
    }

    /// Now, on the contract's clock.
    function clock() internal view virtual returns (uint256);

    /// What happens beside unlocking, unstaking and withdrawing.
    function afterUnlock(uint256 id) internal virtual {}
    function afterUnstake(uint256 id) internal virtual {}
    function afterBurn(uint256 id) internal virtual {}

    function bucketOf(uint256 id) external view returns (Bucket memory) {
        requireMinted(id);
        return buckets[id];
    }

    function stake(uint256 duration, address delegate) external payable whenNotPaused returns (uint256) {
        requireAmount(msg.value);
        requireDuration(duration);
        return open(msg.value, duration, delegate);
    }

    function stake(uint256 amount, uint256 duration, address delegate, uint256 count)
        external
        payable
        whenNotPaused
        returns (uint256[] memory ids)
    {
        requireAmount(amount);
        requireDuration(duration);
        if (amount * count != msg.value) revert ErrInvalidAmount();
        ids = new uint256[](count);
        for (uint256 i; i < count; ++i) ids[i] = open(amount, duration, delegate);
    }

    function stake(uint256 amount, uint256 duration, address[] calldata delegates)
        external
        payable
        whenNotPaused
        returns (uint256[] memory ids)
    {
        requireAmount(amount);
        requireDuration(duration);
        if (amount * delegates.length != msg.value) revert ErrInvalidAmount();
        ids = new uint256[](delegates.length);
        for (uint256 i; i < delegates.length; ++i) ids[i] = open(amount, duration, delegates[i]);
    }

    function unlock(uint256 id) external whenNotPaused {
        unlockOne(id);
    }

    function unlock(uint256[] calldata ids) external whenNotPaused {
        for (uint256 i; i < ids.length; ++i) unlockOne(ids[i]);
    }

    function lock(uint256 id, uint256 duration) external whenNotPaused {
        requireDuration(duration);
        lockOne(id, duration);
    }

    function lock(uint256[] calldata ids, uint256 duration) external whenNotPaused {
        requireDuration(duration);
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

    function expandBucket(uint256 id, uint256 duration) external payable whenNotPaused {
        Bucket storage bucket = own(id);
        requireDuration(duration);
        requireLocked(bucket);
        if (duration < bucket.duration) revert ErrInvalidDuration();
        bucket.amount += msg.value;
        bucket.duration = duration;
        emit BucketExpanded(id, bucket.amount, duration);
    }

    /// Into the first of them, whose delegate stays; the others are burned, the last first.
    function merge(uint256[] calldata ids, uint256 duration) external payable whenNotPaused {
        if (ids.length < 2) revert ErrInvalidParameter();
        requireDuration(duration);
        uint256 amount = msg.value;
        for (uint256 i = ids.length; i > 0; --i) {
            uint256 id = ids[i - 1];
            Bucket storage bucket = own(id);
            requireStaked(bucket);
            if (duration < untilUnstake(bucket)) revert ErrInvalidDuration();
            amount += bucket.amount;
            if (i > 1) {
                burn(id);
            } else {
                bucket.amount = amount;
                bucket.duration = duration;
                bucket.unlockedAt = UNSET;
            }
        }
        emit Merged(ids, amount, duration);
    }

    function setBeneficiary(address payable to) external onlyOwner {
        beneficiary = to;
        emit BeneficiaryChanged(to);
    }

    function donate(uint256 id, uint256 amount) external {
        Bucket storage bucket = own(id);
        if (beneficiary == address(0)) revert ErrInvalidParameter();
        requireStaked(bucket);
        if (amount == 0 || bucket.amount - MIN_AMOUNT < amount) revert ErrInvalidAmount();
        bucket.amount -= amount;
        pay(beneficiary, amount);
        emit Donated(id, beneficiary, amount);
    }

    function open(uint256 amount, uint256 duration, address delegate) internal returns (uint256 id) {
        id = ++last;
        buckets[id] = Bucket(amount, duration, UNSET, UNSET, delegate);
        safeMint(msg.sender, id);
        emit Staked(id, delegate, amount, duration);
    }

    function toUnstake(uint256 id) internal view returns (uint256) {
        requireMinted(id);
        requireStaked(buckets[id]);
        return untilUnstake(buckets[id]);
    }

    function toWithdraw(uint256 id) internal view returns (uint256) {
        requireMinted(id);
        return untilWithdraw(buckets[id]);
    }

    function unlockOne(uint256 id) private {
        Bucket storage bucket = own(id);
        requireLocked(bucket);
        bucket.unlockedAt = clock();
        afterUnlock(id);
        emit Unlocked(id);
    }

    /// The new duration is told but not kept: the network's own contracts do so too.
    function lockOne(uint256 id, uint256 duration) private {
        Bucket storage bucket = own(id);
        requireStaked(bucket);
        if (duration < untilUnstake(bucket)) revert ErrInvalidDuration();
        bucket.unlockedAt = UNSET;
        emit Locked(id, duration);
    }

    function unstakeOne(uint256 id) private {
        Bucket storage bucket = own(id);
        requireStaked(bucket);
        if (untilUnstake(bucket) != 0) revert ErrNotReady();
        bucket.unlockedAt = clock();
        bucket.unstakedAt = clock();
        afterUnstake(id);
        emit Unstaked(id);
    }

    function withdrawOne(uint256 id, address payable recipient) private {
        Bucket storage bucket = own(id);
        if (untilWithdraw(bucket) != 0) revert ErrNotReady();
        burn(id);
        afterBurn(id);
        pay(recipient, bucket.amount);
        emit Withdrawal(id, recipient);
    }

    function changeOne(uint256 id, address delegate) private {
        Bucket storage bucket = own(id);
        requireStaked(bucket);
        if (bucket.delegate == delegate) revert ErrInvalidParameter();
        bucket.delegate = delegate;
        emit DelegateChanged(id, delegate);
    }

    function untilUnstake(Bucket storage bucket) private view returns (uint256) {
        uint256 unlockedAt = bucket.unlockedAt;
        return unlockedAt == UNSET ? bucket.duration : left(unlockedAt + bucket.duration);
    }

    function untilWithdraw(Bucket storage bucket) private view returns (uint256) {
        uint256 unstakedAt = bucket.unstakedAt;
        if (unstakedAt == UNSET) revert ErrNotUnstakedBucket();
        return left(unstakedAt + freeze);
    }

    function left(uint256 until) private view returns (uint256) {
        uint256 now_ = clock();
        return until > now_ ? until - now_ : 0;
    }

    function own(uint256 id) private view returns (Bucket storage) {
        if (ownerOf(id) != msg.sender) revert ErrNotOwner();
        return buckets[id];
    }

    function pay(address payable to, uint256 amount) private {
        (bool paid,) = to.call{value: amount}("");
        if (!paid) revert ErrTransferFailed();
    }

    function requireAmount(uint256 amount) private view {
        if (amount < MIN_AMOUNT) revert ErrInvalidAmount();
    }

    function requireDuration(uint256 duration) private view {
        if (duration % ONE_DAY != 0 || duration > MAX_DURATION) revert ErrInvalidDuration();
    }

    function requireLocked(Bucket storage bucket) private view {
        if (bucket.unlockedAt != UNSET) revert ErrNotLockedBucket();
    }

    function requireStaked(Bucket storage bucket) private view {
        if (bucket.unstakedAt != UNSET) revert ErrNotStakedBucket();
    }
}
