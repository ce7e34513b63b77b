// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.24;

import {Token721} from "./Token721.sol";

/// An ERC-721 token that anybody can mint.
contract TestBadge is Token721("Test Badge", "BADGE") {
    function mint(uint256 tokenId) external {
        require(tokenId < 1000, "too big");
        mint(msg.sender, tokenId);
    }
}
