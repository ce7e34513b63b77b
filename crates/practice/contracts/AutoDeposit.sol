// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.24;

import {Owned} from "./Owned.sol";

/// Who wants rewards put into which bucket. The chain does not call it: it reads the two mappings where they are stored,
/// `buckets` at slot 1 and `registrants` at slot 2, so they stay the first after what `Owned` has in slot 0.
contract AutoDeposit is Owned {
    mapping(address => int256) private buckets;
    mapping(address => bool) private registrants;

    function register(int256 index) external whenNotPaused {
        buckets[msg.sender] = index;
        registrants[msg.sender] = true;
    }

    function unregister() external whenNotPaused {
        registrants[msg.sender] = false;
    }

    /// -1 where the voter is not registered.
    function bucket(address voter) external view returns (int256) {
        return registrants[voter] ? buckets[voter] : int256(-1);
    }
}
