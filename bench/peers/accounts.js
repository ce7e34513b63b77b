// `node accounts.js PHRASE`: derives the first 100 accounts of m/44'/60'/0'/0 with ethers, the phrase's seed included,
// in the two ways it has, and says on standard output what the faster one takes and which addresses it gave.

import { HDNodeWallet } from 'ethers';
import { measure } from './measure.js';

const COUNT = 100;
const [phrase] = process.argv.slice(2);

function first(parent) {
  return Array.from({ length: COUNT }, (_, index) => parent.deriveChild(index).address);
}

const branch = () => HDNodeWallet.fromPhrase(phrase, '', "m/44'/60'/0'/0");
const withKeys = measure(() => first(branch()), 11);
const withoutKeys = measure(() => first(branch().neuter()), 11);
if (String(withKeys.result) !== String(withoutKeys.result)) throw new Error('ethers disagrees with itself');
console.log(JSON.stringify({ ms: Math.min(withKeys.ms, withoutKeys.ms), addresses: withKeys.result }));
console.error(`ethers: ${withKeys.ms.toFixed(1)} ms with keys, ${withoutKeys.ms.toFixed(1)} ms with addresses only`);
