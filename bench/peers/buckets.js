// `node buckets.js FOLDER`: makes 10,000 buckets of every kind, writes the bytes that a node would answer for them to
// FOLDER/buckets.bin, decodes those bytes with viem, writes what it read to FOLDER/buckets.txt, one bucket a line, and
// says on standard output how long a decoding takes.

import { writeFileSync } from 'node:fs';
import { decodeFunctionResult, encodeFunctionResult, getAddress, hexToBytes, parseAbi, toHex } from 'viem';
import { measure } from './measure.js';

const COUNT = 10_000;
const FIELDS = [
  'index', 'candidate', 'amount', 'duration', 'created', 'stakeStart', 'unstakeStart', 'locked', 'owner', 'contract',
  'durationBlocks', 'createdBlock', 'stakeStartBlock', 'unstakeStartBlock', 'endorsementExpire',
];
const abi = parseAbi([
  'struct Bucket { uint64 index; address candidate; uint256 amount; uint32 duration; int64 created; int64 stakeStart; int64 unstakeStart; bool locked; address owner; address contract; uint64 durationBlocks; uint64 createdBlock; uint64 stakeStartBlock; uint64 unstakeStartBlock; uint64 endorsementExpire; }',
  'function compositeBucketsByVoterV3(address voter, uint32 offset, uint32 limit) view returns (Bucket[])',
]);
const functionName = 'compositeBucketsByVoterV3';
const NEVER = 2n ** 64n - 1n;
const NOBODY = toHex(0, { size: 20 });

// Marsaglia's xorshift: the same buckets at every run.
let state = 0x9e3779b9;
function below(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

function address() {
  return getAddress(`0x${Array.from({ length: 20 }, () => below(256).toString(16).padStart(2, '0')).join('')}`);
}

// As in a real answer: one voter, some delegates, three NFT contracts. (viem remembers addresses it has seen.)
const voter = address();
const delegates = Array.from({ length: 60 }, address);
const contracts = Array.from({ length: 3 }, address);

/** Most buckets are native; every fourth is an NFT, and of those every second counts in blocks. */
function bucket(index) {
  const nft = index % 4 === 3;
  const inBlocks = index % 8 === 7;
  const created = 1_600_000_000 + below(150_000_000);
  const unstaked = below(5) === 0;
  const height = BigInt(20_000_000 + below(10_000_000));
  return {
    index: BigInt(index),
    candidate: delegates[below(delegates.length)],
    amount: BigInt(100 + below(5_000_000)) * 10n ** 18n + BigInt(below(1_000_000_000)),
    duration: inBlocks ? 0 : below(1051),
    created: inBlocks ? 0n : BigInt(created),
    stakeStart: inBlocks ? 0n : BigInt(created + below(1_000_000)),
    unstakeStart: unstaked && !inBlocks ? BigInt(created + 90_000_000) : 0n,
    locked: below(2) === 1,
    owner: voter,
    contract: nft ? contracts[below(contracts.length)] : NOBODY,
    durationBlocks: inBlocks ? BigInt(below(18_000_000)) : 0n,
    createdBlock: inBlocks ? height : 0n,
    stakeStartBlock: inBlocks ? height : 0n,
    unstakeStartBlock: inBlocks ? (unstaked ? height + 1n : NEVER) : 0n,
    endorsementExpire: nft ? 0n : [0n, 0n, NEVER, height][below(4)],
  };
}

const folder = process.argv[2];
const made = Array.from({ length: COUNT }, (_, index) => bucket(index));
const data = hexToBytes(encodeFunctionResult({ abi, functionName, result: [made] }));
writeFileSync(`${folder}/buckets.bin`, data);
// The bytes themselves, not their hex digits: viem then need not read hex, and neither need Ballast.
const { result, ms } = measure(() => decodeFunctionResult({ abi, functionName, data }), 11);
const lines = result.map((read) => FIELDS.map((field) => String(read[field]).toLowerCase()).join(' '));
writeFileSync(`${folder}/buckets.txt`, `${lines.join('\n')}\n`);
console.log(JSON.stringify({ ms }));
