import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastLines, runCommand } from './command.mjs'
import { SetupFailure } from './failure.mjs'
import { folderSize, remove, requireSpace, sha256 } from './files.mjs'
import { findLibrary, keepLibrary, libraryName, makeDraft } from './library.mjs'
import { findPython } from './python.mjs'
import { log, megabytes, say, showProgress } from './say.mjs'

/** @typedef {{ project: string, version: string, platform: string, bytes: number, sha256: string }} Wheel */

/** One Python's wheel for all: only its C library and headers are used, no Python ever loads it. */
const PYTHON_TAG = '311'

/**
 * TensorFlow's wheels by platform. tensorflow-cpu exists for x64 alone; elsewhere `tensorflow` is
 * without GPU anyway. 2.16.2 was the last one for Macs with Intel processors. Windows' wheel has
 * no library that the addon could be linked with: there only the official one will do.
 */
const WHEELS = /** @type {Record<string, Wheel>} */ ({
  'linux-x64': {
    project: 'tensorflow-cpu',
    version: '2.21.0',
    platform: 'manylinux_2_27_x86_64',
    bytes: 273_829_956,
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
  },
  'linux-arm64': {
    project: 'tensorflow',
    version: '2.21.0',
    platform: 'manylinux_2_27_aarch64',
    bytes: 290e6,
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
  },
  'darwin-arm64': {
    project: 'tensorflow',
    version: '2.21.0',
    platform: 'macosx_12_0_arm64',
    bytes: 230e6,
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
  },
  'darwin-x64': {
    project: 'tensorflow',
    version: '2.16.2',
    platform: 'macosx_10_15_x86_64',
    bytes: 260e6,
    sha256: 'ec06570d57bfa0e2be804405e3cdc2960e94887e7619ffb6bc053e9775b695aa',
  },
})

/** The download twice (pip's temporary file, then its place) and 1 GB unpacked. */
const SPACE = 1.7e9

/** @returns {Wheel | undefined} */
export function wheelFor(platform = process.platform, arch = process.arch) {
  return WHEELS[`${platform}-${arch}`]
}

/** @param {string} cache */
export function findWheelLibrary(cache) {
  const wheel = wheelFor()
  return wheel && findLibrary(cache, libraryName('wheel', wheel.version))
}

/**
 * Fetches the wheel with pip, checks its hash, and keeps its C library and headers.
 * @param {string} root
 * @param {string} cache
 */
export async function fetchWheelLibrary(root, cache) {
  const wheel = wheelFor()
  if (!wheel) throw noWheel()
  const python = await findPython()
  mkdirSync(cache, { recursive: true })
  requireSpace(cache, SPACE, 'TensorFlow')
  const draft = makeDraft(cache)
  try {
    const file = await download(root, python, wheel, draft)
    await checkHash(file, wheel)
    await unpack(root, python, file, draft)
    remove(join(draft, 'download'))
    addLinkNames(join(draft, 'lib'))
    return keepLibrary(cache, draft, { origin: 'wheel', version: wheel.version })
  } finally {
    remove(draft)
  }
}

/** @param {string} root @param {string} python @param {Wheel} wheel @param {string} draft */
async function download(root, python, wheel, draft) {
  const folder = join(draft, 'download')
  mkdirSync(folder)
  say(
    `Fetching TensorFlow's C library: ${wheel.project} ${wheel.version} (${megabytes(wheel.bytes)}, pip) …`
  )
  const done = showProgress(() => `${megabytes(folderSize(folder))} of ${megabytes(wheel.bytes)}`)
  const env = { ...process.env, TMPDIR: folder, PYTHONUNBUFFERED: '1' }
  const { code, output } = await runCommand(python, pipArguments(wheel, folder), { env })
  done()
  log(root, `pip download: exit ${code}\n${output}`)
  const name = readdirSync(folder).find(entry => entry.endsWith('.whl'))
  if (code !== 0 || !name) throw explainPip(output, wheel)
  return join(folder, name)
}

/** @param {Wheel} wheel @param {string} folder */
function pipArguments(wheel, folder) {
  return [
    ['-m', 'pip', '--disable-pip-version-check', 'download', '--no-deps', '--only-binary=:all:'],
    ['--platform', wheel.platform, '--implementation', 'cp'],
    ['--python-version', PYTHON_TAG, '--abi', `cp${PYTHON_TAG}`],
    ['--no-cache-dir', '--timeout', '15', '--retries', '2', '--progress-bar', 'off'],
    ['--dest', folder, `${wheel.project}==${wheel.version}`],
  ].flat()
}

/** @param {string} file @param {Wheel} wheel */
async function checkHash(file, wheel) {
  const found = await sha256(file)
  if (found === wheel.sha256) return
  throw new SetupFailure(
    `The downloaded ${wheel.project} ${wheel.version} is not the file that Hindcast knows (its SHA-256 is ${found}).`,
    'If it stays so, ask pip config list which index it came from.'
  )
}

/** @param {string} root @param {string} python @param {string} file @param {string} draft */
async function unpack(root, python, file, draft) {
  say('Unpacking it …')
  const done = showProgress(() => megabytes(folderSize(join(draft, 'lib'))))
  const script = fileURLToPath(new URL('unpack-wheel.py', import.meta.url))
  const { code, output } = await runCommand(python, [script, file, draft])
  done()
  log(root, `unpack-wheel: exit ${code}\n${output}`)
  if (code === 0) return
  throw new SetupFailure(
    `TensorFlow's library could not be unpacked.\n${lastLines(output)}`,
    'Check the free disk space.'
  )
}

/**
 * tfjs-node links with `-ltensorflow` (macOS: libtensorflow.2.dylib); the wheel calls the same
 * library libtensorflow_cc. Relative links, so that the folder can be renamed.
 * @param {string} lib
 */
function addLinkNames(lib) {
  if (process.platform === 'darwin') {
    symlinkSync('libtensorflow_cc.2.dylib', join(lib, 'libtensorflow.2.dylib'))
    return
  }
  symlinkSync('libtensorflow_cc.so.2', join(lib, 'libtensorflow.so'))
  symlinkSync('libtensorflow_framework.so.2', join(lib, 'libtensorflow_framework.so'))
}

/**
 * pip's failure as a sentence with a remedy.
 * @param {string} output
 * @param {{ project: string, version: string }} wheel
 */
export function explainPip(output, wheel) {
  const what = `${wheel.project} ${wheel.version}`
  if (/No space left|ENOSPC|Errno 28/.test(output)) {
    return new SetupFailure(
      'The disk is full.',
      'Free 2 GB, or set HINDCAST_CACHE to a folder on a larger disk.'
    )
  }
  if (
    /NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|name resolution|Connection (refused|reset|aborted)/.test(
      output
    )
  ) {
    return new SetupFailure(
      `${what} could not be downloaded: pip cannot reach its index.\n${lastLines(output, 2)}`,
      'Check the connection (and the proxy: pip config list).'
    )
  }
  if (/No matching distribution/.test(output)) {
    return new SetupFailure(
      `pip's index has no ${what} for ${process.platform} ${process.arch}.`,
      'If pip uses a mirror (pip config list), add the wheel there.'
    )
  }
  return new SetupFailure(
    `pip could not download ${what}.\n${lastLines(output)}`,
    'Its whole output is in .hindcast/setup.log.'
  )
}

function noWheel() {
  const here = `${process.platform} ${process.arch}`
  return process.platform === 'win32'
    ? new SetupFailure(
        `On ${here} TensorFlow comes only from tfjs-node's own download site, which cannot be reached.`,
        'Check the connection, or set TFJS_NODE_CDN_STORAGE to a mirror of it.'
      )
    : new SetupFailure(
        `There is no TensorFlow library for ${here}.`,
        'Use Linux or macOS on x64 or arm64, or Windows on x64.'
      )
}
