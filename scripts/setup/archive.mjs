import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastLines, runCommand } from './command.mjs'
import { SetupFailure } from './failure.mjs'
import { folderSize, sha256 } from './files.mjs'
import { log, megabytes, say, showProgress } from './say.mjs'

/**
 * SHA-256 of the archives that tfjs-node 4.22.0 takes its library from, by name. Its site publishes
 * none; these are what packagers of it pinned on their own (nixpkgs, Bazel rules and CMake files of
 * others), and for x64 several of them agree.
 */
const PINS = /** @type {Record<string, string>} */ ({
  'libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz':
    '7f510d2546e3db5e10b1d119463689003d587842892ad3c95bca51cf82820173',
  'libtensorflow-cpu-darwin-x86_64-2.9.1.tar.gz':
    '56f83d3320ba0f69aaafd6c058645e1b7fbc75fb9a3fc36d6be98de1291ca226',
  'libtensorflow-cpu-windows-x86_64-2.9.1.zip':
    '56fa7e84c984144311563b405bd0e565568f3cbe2c15ac4713e9c8174a02b00f',
  'libtensorflow_r2_7_linux_arm64.tar.gz':
    '9395d1ff39f5b6847f5121e679ff4e599dc7061a2a7f87ceac061c78e908e6e3',
  'libtensorflow_r2_7_darwin_arm64_cpu.tar.gz':
    '13ab22b97e2af06e431aaeb7b42fb89981965dd01aa16da035d8210aa4183d79',
})

const DOWNLOAD_MS = 15 * 60_000

/**
 * Fetches the archive, checks its hash and unpacks it into `folder`: lib/ and include/.
 * @param {string} root
 * @param {string} url
 * @param {import('./pinned-node.mjs').PinnedNode} node
 * @param {string} draft where the archive may lie meanwhile
 * @param {string} folder
 */
export async function fetchArchive(root, url, node, draft, folder) {
  const file = join(draft, basename(new URL(url).pathname))
  const done = showProgress(() => megabytes(folderSize(draft)))
  const script = fileURLToPath(new URL('download.mjs', import.meta.url))
  // Node reads the proxy's variables only when it is asked to
  const env = { ...process.env, NODE_USE_ENV_PROXY: '1' }
  const got = await runCommand(node.path, [script, url, file], { env, limitMs: DOWNLOAD_MS })
  done()
  log(root, `download ${url}: exit ${got.code}\n${got.output}`)
  if (got.code !== 0)
    throw failure(`TensorFlow's library could not be fetched.\n${lastLines(got.output, 2)}`)
  await checkArchive(file)
  mkdirSync(folder, { recursive: true })
  const { code, output } = await runCommand('tar', ['-xf', file, '-C', folder])
  if (code !== 0)
    throw failure(`TensorFlow's library could not be unpacked.\n${lastLines(output, 2)}`)
}

/** @param {string} message */
const failure = message => new SetupFailure(message, 'Its whole output is in .hindcast/setup.log.')

/**
 * The archive is the one that was pinned. Of one that nobody pinned, from a mirror with names of its own,
 * the hash is told; what is unpacked of it is compared at each later use.
 * @param {string} file
 * @param {Record<string, string>} [pins]
 */
export async function checkArchive(file, pins = PINS) {
  const [name, found] = [basename(file), await sha256(file)]
  const pinned = pins[name]
  if (pinned === undefined) say(`Nothing is known of ${name}; its SHA-256 is ${found}.`)
  if (pinned === undefined || found === pinned) return
  throw new SetupFailure(
    `The downloaded ${name} is not the file that Hindcast knows (its SHA-256 is ${found}).`,
    'If it stays so, look where TFJS_NODE_CDN_STORAGE leads.'
  )
}
