import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runMain, SetupFailure } from '../setup/failure.mjs'
import { readJson, remove } from '../setup/files.mjs'
import { findProgram } from '../setup/find-program.mjs'
import { launch } from '../setup/launch.mjs'
import { isMain, ROOT } from '../setup/paths.mjs'
import { pinnedNode } from '../setup/pinned-node.mjs'
import { megabytes, say } from '../setup/say.mjs'
import { setUp } from '../setup.mjs'
import { weigh, writeTable } from './contents.mjs'
import { makeDeb } from './deb.mjs'
import { addressesOf } from './release.mjs'
import { writeSbom } from './sbom.mjs'
import { findPacked } from './smoke.mjs'
import { stage } from './stage.mjs'
import { isArtifact, writeSums } from './sums.mjs'
import { refuseTwins } from './twins.mjs'

// The second half of npm run package, on the pinned Node and with all packages there.

/** @typedef {{ platform?: string, arch?: string, env?: NodeJS.ProcessEnv, homepage?: string }} Machine */

/** Options that are ours (scripts/package.mjs says what they mean); the rest is electron-builder's. */
const OWN = ['--release', '--deb']

/**
 * Options that depend on where this runs: the architecture is the one whose libtensorflow is here,
 * and without a certificate macOS gets a signature of no one, which hardening does not go with.
 * @param {Machine} [machine]
 */
export function builderOptions({
  platform = process.platform,
  arch = process.arch,
  env = process.env,
  homepage = '',
} = {}) {
  const unsigned = platform === 'darwin' && !env['CSC_LINK'] && !env['CSC_NAME']
  const dist = env['HINDCAST_ELECTRON_DIST']
  return [
    `--${arch}`,
    '--publish=never',
    ...(unsigned ? ['--config.mac.identity=-', '--config.mac.hardenedRuntime=false'] : []),
    ...(dist ? [`--config.electronDist=${dist}`] : []),
    ...(homepage ? [`--config.extraMetadata.homepage=${homepage}`] : []),
  ]
}

/**
 * @param {readonly string[]} args
 * @returns {string[]} what electron-builder gets of them
 */
export const builderArguments = args => [
  ...args.filter(arg => !OWN.includes(arg)),
  ...(args.includes('--deb') ? ['--dir'] : []),
]

/**
 * @param {readonly string[]} args
 * @param {string} [root] the checkout, built
 */
export async function pack(args, root = ROOT) {
  const installers = join(root, 'out', 'installers')
  remove(installers) // an earlier version's would be summed up with these
  stage(root, join(root, 'out', 'stage'))
  await runBuilder(root, args)
  const packed = findPacked(installers)
  const folder = process.platform === 'darwin' ? join(dirname(packed), '..', '..') : dirname(packed)
  await refuseTwins(folder)
  say(`\n${writeTable(weigh(folder))}\n`)
  if (args.includes('--dir')) return say(`Packed into ${folder}.`)
  if (process.platform === 'linux' && isDebWanted(args))
    await makeDeb({ folder, into: installers, root })
  await writeBill(root, installers, folder)
  for (const name of readdirSync(installers).filter(isArtifact))
    say(`${name}: ${megabytes(statSync(join(installers, name)).size)}`)
  await writeSums(installers)
}

/** Where nobody asked for it, other systems than Debian's are content with an AppImage. @param {readonly string[]} args */
function isDebWanted(args) {
  if (findProgram('dpkg-deb') || args.includes('--deb') || args.includes('--release')) return true
  say('There is no dpkg-deb here: no .deb is made.')
  return false
}

/** @param {string} root @param {readonly string[]} args */
async function runBuilder(root, args) {
  const cli = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const { homepage } = addressesOf(readJson(join(root, 'package.json')))
  const options = [...builderOptions({ homepage }), ...builderArguments(args)]
  const code = await launch(pinnedNode(root).path, cli, options, { cwd: root })
  if (code === 0) return
  throw new SetupFailure(
    `electron-builder ended with code ${code}.`,
    'Its words are above. It fetches Electron and, but for --dir and --deb, packing tools from their release pages.'
  )
}

/** @param {string} root @param {string} installers @param {string} folder */
async function writeBill(root, installers, folder) {
  const { engine } = await setUp(root)
  if (!engine) throw new Error('packed without an engine')
  const { version, devDependencies } = readJson(join(root, 'package.json'))
  const system = { linux: 'linux', darwin: 'mac', win32: 'win' }[String(process.platform)]
  const bill = await writeSbom(root, {
    stage: join(root, 'out', 'stage'),
    packed: folder,
    library: engine,
    electron: devDependencies.electron,
  })
  mkdirSync(installers, { recursive: true })
  writeFileSync(join(installers, `Hindcast-${version}-${system}-${process.arch}.cdx.json`), bill)
}

if (isMain(import.meta.url)) await runMain(() => pack(process.argv.slice(2)))
