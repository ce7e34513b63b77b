// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.24;

/// A contract that takes no transfers and does nothing: what the chain credits it without a call stays with it.
contract Silent {}
