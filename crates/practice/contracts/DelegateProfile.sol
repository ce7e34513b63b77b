// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.24;

import {Owned} from "./Owned.sol";

/// What delegates say of themselves, field by field. The chain reads two of the fields when it freezes an era's votes:
/// `blockRewardPortion` and `epochRewardPortion`, the voters' part in hundredths of a percent.
contract DelegateProfile is Owned {
    mapping(address => mapping(string => bytes)) private fields;
    mapping(address => bool) public registered;

    event ProfileUpdated(address delegate, string name, bytes value);

    function updateProfile(string calldata name, bytes calldata value) external whenNotPaused {
        update(msg.sender, name, value);
    }

    function updateProfileForDelegate(address delegate, string calldata name, bytes calldata value)
        external
        onlyOwner
        whenNotPaused
    {
        update(delegate, name, value);
    }

    function getProfileByField(address delegate, string calldata field) external view returns (bytes memory) {
        return fields[delegate][field];
    }

    function update(address delegate, string calldata name, bytes calldata value) private {
        fields[delegate][name] = value;
        registered[delegate] = true;
        emit ProfileUpdated(delegate, name, value);
    }
}
