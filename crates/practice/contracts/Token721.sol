// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.24;

interface Receiver {
    function onERC721Received(address operator, address from, uint256 tokenId, bytes calldata data)
        external
        returns (bytes4);
}

/// An ERC-721 token, not enumerable, without addresses of pictures. Refuses in the words of the library that the
/// network's own contracts were built with.
abstract contract Token721 {
    string public name;
    string public symbol;

    mapping(uint256 => address) private holders;
    mapping(address => uint256) private balances;
    mapping(uint256 => address) private approvals;
    mapping(address => mapping(address => bool)) public isApprovedForAll;

    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);
    event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);

    constructor(string memory name_, string memory symbol_) {
        name = name_;
        symbol = symbol_;
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        // ERC-165, ERC-721 and its metadata.
        return id == 0x01ffc9a7 || id == 0x80ac58cd || id == 0x5b5e139f;
    }

    function tokenURI(uint256 tokenId) external view returns (string memory) {
        requireMinted(tokenId);
        return "";
    }

    function balanceOf(address holder) external view returns (uint256) {
        require(holder != address(0), "ERC721: address zero is not a valid owner");
        return balances[holder];
    }

    function ownerOf(uint256 tokenId) public view returns (address holder) {
        holder = holders[tokenId];
        require(holder != address(0), "ERC721: invalid token ID");
    }

    function getApproved(uint256 tokenId) public view returns (address) {
        requireMinted(tokenId);
        return approvals[tokenId];
    }

    function approve(address to, uint256 tokenId) external {
        address holder = ownerOf(tokenId);
        require(to != holder, "ERC721: approval to current owner");
        require(
            msg.sender == holder || isApprovedForAll[holder][msg.sender],
            "ERC721: approve caller is not token owner or approved for all"
        );
        approvals[tokenId] = to;
        emit Approval(holder, to, tokenId);
    }

    function setApprovalForAll(address operator, bool approved) external {
        require(operator != msg.sender, "ERC721: approve to caller");
        isApprovedForAll[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    function transferFrom(address from, address to, uint256 tokenId) external {
        move(from, to, tokenId);
    }

    function safeTransferFrom(address from, address to, uint256 tokenId) external {
        move(from, to, tokenId);
        requireReceived(from, to, tokenId, "");
    }

    function safeTransferFrom(address from, address to, uint256 tokenId, bytes calldata data) external {
        move(from, to, tokenId);
        requireReceived(from, to, tokenId, data);
    }

    /// Whether a token may change hands now.
    function beforeMove(uint256 tokenId) internal view virtual {}

    function requireMinted(uint256 tokenId) internal view {
        require(holders[tokenId] != address(0), "ERC721: invalid token ID");
    }

    function mint(address to, uint256 tokenId) internal {
        require(to != address(0), "ERC721: mint to the zero address");
        require(holders[tokenId] == address(0), "ERC721: token already minted");
        unchecked {
            balances[to] += 1;
        }
        holders[tokenId] = to;
        emit Transfer(address(0), to, tokenId);
    }

    function safeMint(address to, uint256 tokenId) internal {
        mint(to, tokenId);
        requireReceived(address(0), to, tokenId, "");
    }

    function burn(uint256 tokenId) internal {
        address holder = ownerOf(tokenId);
        delete approvals[tokenId];
        unchecked {
            balances[holder] -= 1;
        }
        delete holders[tokenId];
        emit Transfer(holder, address(0), tokenId);
    }

    function move(address from, address to, uint256 tokenId) private {
        address holder = ownerOf(tokenId);
        require(
            msg.sender == holder || isApprovedForAll[holder][msg.sender] || approvals[tokenId] == msg.sender,
            "ERC721: caller is not token owner or approved"
        );
        require(holder == from, "ERC721: transfer from incorrect owner");
        require(to != address(0), "ERC721: transfer to the zero address");
        beforeMove(tokenId);
        delete approvals[tokenId];
        unchecked {
            balances[from] -= 1;
            balances[to] += 1;
        }
        holders[tokenId] = to;
        emit Transfer(from, to, tokenId);
    }

    function requireReceived(address from, address to, uint256 tokenId, bytes memory data) private {
        if (to.code.length == 0) return;
        try Receiver(to).onERC721Received(msg.sender, from, tokenId, data) returns (bytes4 answer) {
            require(
                answer == Receiver.onERC721Received.selector, "ERC721: transfer to non ERC721Receiver implementer"
            );
        } catch (bytes memory reason) {
            require(reason.length != 0, "ERC721: transfer to non ERC721Receiver implementer");
            assembly {
                revert(add(32, reason), mload(reason))
            }
        }
    }
}
