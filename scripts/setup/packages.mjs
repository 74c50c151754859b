import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { lastLines, runNpm } from './command.mjs'
import { SetupFailure } from './failure.mjs'
import { freeBytes, readJson, requireSpace, writeWhole } from './files.mjs'
import { log, say, showProgress } from './say.mjs'

/** node_modules takes about 900 MB, npm's own cache as much again at worst. */
const SPACE = 1.5e9

/** What must be the same for an installed node_modules to be the right one. @param {string} root */
export function packagesKey(root) {
  const hash = createHash('sha256')
  hash.update(`${process.platform} ${process.arch}\n`)
  for (const name of ['package.json', 'package-lock.json'])
    hash.update(readFileSync(join(root, name)))
  return hash.digest('hex')
}

/** @param {string} root */
const stampOf = root => join(root, 'node_modules', '.hindcast-packages.json')

/** Is node_modules what the lockfile asks for, by our own stamp? @param {string} root */
export function arePackagesReady(root) {
  return readJson(stampOf(root))?.key === packagesKey(root)
}

/**
 * Installs the packages of the lockfile, unless they are there. An interrupted `npm ci` leaves
 * neither our stamp nor npm's own list, so it is done again.
 * @param {string} root
 */
export async function installPackages(root) {
  if (arePackagesReady(root)) return
  if (!isInstalled(root)) await runInstall(root)
  writeWhole(stampOf(root), JSON.stringify({ key: packagesKey(root) }))
}

/**
 * npm writes node_modules/.package-lock.json last, with what it installed: compared with the
 * lockfile it tells whether somebody's own `npm install` did the work already.
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const there = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (!wanted || !there || !isLockCurrent(root, wanted[''])) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    if (!there[path]) return Boolean(entry.optional) // for another platform
    return there[path].version === entry.version && existsSync(join(root, path, 'package.json'))
  })
}

/** @param {string} root @param {any} entry the lockfile's copy of package.json */
function isLockCurrent(root, entry) {
  const project = readJson(join(root, 'package.json')) ?? {}
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies']
  return kinds.every(kind => sameEntries(project[kind] ?? {}, entry?.[kind] ?? {}))
}

/** @param {Record<string, string>} a @param {Record<string, string>} b */
function sameEntries(a, b) {
  const names = Object.keys({ ...a, ...b })
  return names.every(name => a[name] === b[name])
}

/** @param {string} root */
async function runInstall(root) {
  if (!existsSync(join(root, 'node_modules'))) {
    requireSpace(root, SPACE, 'the packages', freeBytes(root))
  }
  say('Installing the packages (npm ci) …')
  const done = showProgress(() => 'npm ci')
  const { code, output } = await runNpm(installArguments(root), { cwd: root })
  done()
  log(root, `npm ci: exit ${code}\n${output}`)
  if (code !== 0) throw explainNpm(code, output)
}

/**
 * `npm ci` removes node_modules first. On Windows that fails when this very process runs on the
 * Node inside it (npm scripts find node_modules/.bin first); `npm install` changes in place.
 * @param {string} root
 */
function installArguments(root) {
  const inside = process.execPath.startsWith(join(root, 'node_modules') + sep)
  // npm's own patience with a registry that cannot be reached is over a minute.
  const retries = [
    '--fetch-retries=3',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=8000',
  ]
  const plain = ['--no-audit', '--no-fund', '--loglevel=warn', ...retries]
  if (process.platform === 'win32' && inside) return ['install', '--no-save', ...plain]
  return ['ci', ...plain]
}

/**
 * npm's failure as a sentence with a remedy.
 * @param {number} code
 * @param {string} output
 */
export function explainNpm(code, output) {
  const tail = lastLines(output)
  if (code === -1) {
    return new SetupFailure('npm was not found.', 'Install Node.js with npm, then start again.')
  }
  if (
    /E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT)|network|ERR_SOCKET_TIMEOUT/.test(output)
  ) {
    return new SetupFailure(
      `The packages could not be downloaded: npm cannot reach its registry.\n${tail}`,
      'Check the connection (and the proxy: npm config get proxy), then start again.'
    )
  }
  if (/ENOSPC/.test(output)) {
    return new SetupFailure('The disk is full.', 'Free 2 GB and start again.')
  }
  if (/EUSAGE|in sync/.test(output)) {
    return new SetupFailure(
      `package.json and package-lock.json do not agree.\n${tail}`,
      'Run npm install, commit the lockfile, then start again.'
    )
  }
  return new SetupFailure(
    `npm could not install the packages (exit ${code}).\n${tail}`,
    'Its whole output is in .hindcast/setup.log. When the cause is gone, start again.'
  )
}
