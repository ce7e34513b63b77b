// `node chains.js FILE`: writes the ids and names of public EVM chains, as viem has them, into the file that Ballast keeps
// of them (assets/public-chains.json). Left out are the chains that only ever run on one's own machine, whose ids everybody
// uses for chains of their own; IoTeX's; and Ballast's practice network.

import { readFileSync, writeFileSync } from 'node:fs';
import * as all from 'viem/chains';

const [file] = process.argv.slice(2);

// IoTeX, its testnet, the practice network.
const OURS = new Set([4689, 4690, 468900]);
// Ids of tools that run a chain for tests, also where viem should ask one of them elsewhere.
const TOOLS = new Set([1337, 31337]);
const isLocal = (url) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

const names = new Map();
const local = new Set(TOOLS);
for (const chain of Object.values(all)) {
  if (!Number.isSafeInteger(chain?.id) || chain.id < 1) continue;
  const urls = Object.values(chain.rpcUrls).flatMap(({ http = [] }) => http);
  if (urls.length > 0 && urls.every(isLocal)) local.add(chain.id);
  names.set(chain.id, [...(names.get(chain.id) ?? []), chain.name]);
}

const lines = [...names]
  .filter(([id]) => !OURS.has(id) && !local.has(id))
  .sort(([a], [b]) => a - b)
  // Some ids were taken twice.
  .map(([id, called]) => `    ${JSON.stringify(String(id))}: ${JSON.stringify([...new Set(called)].sort().join(' or '))}`);
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const today = new Date().toISOString().slice(0, 10);
writeFileSync(file, `{
  "source": "npm: viem ${dependencies.viem}, viem/chains",
  "date": "${today}",
  "chains": {
${lines.join(',\n')}
  }
}
`);
