// Compiles the contracts beside this file into built/NAME.hex, one line of hexadecimal creation code each.

import fs from 'node:fs'
import path from 'node:path'
import solc from 'solc'

const here = import.meta.dirname
const wanted = ['NftV1', 'NftV2', 'NftV3', 'TestBadge', 'TestCoin', 'DelegateProfile', 'AutoDeposit', 'Silent']

const sources = {}
for (const file of fs.readdirSync(here).filter((name) => name.endsWith('.sol'))) {
  sources[file] = { content: fs.readFileSync(path.join(here, file), 'utf8') }
}
const settings = {
  // Cheap to call rather than small: no call may need more gas than the network's own contracts do.
  optimizer: { enabled: true, runs: 10000 },
  evmVersion: 'shanghai',
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
  outputSelection: { '*': { '*': ['evm.bytecode.object'] } },
}
const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings })))
const complaints = output.errors ?? []
for (const complaint of complaints) console.error(complaint.formattedMessage)
if (complaints.length > 0) process.exit(1)

fs.mkdirSync(path.join(here, 'built'), { recursive: true })
for (const name of wanted) {
  const code = output.contracts[`${name}.sol`][name].evm.bytecode.object
  fs.writeFileSync(path.join(here, 'built', `${name}.hex`), `${code}\n`)
  console.log(`${name}: ${code.length / 2} bytes`)
}
