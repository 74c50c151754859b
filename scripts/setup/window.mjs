import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { lastLines, runCommand } from './command.mjs'
import { SetupFailure } from './failure.mjs'
import { readJson, writeWhole } from './files.mjs'
import { withLock } from './lock.mjs'
import { log, say, showProgress } from './say.mjs'

/** What the window is built from. Other files of src run as they are. */
const SOURCES = ['src', 'electron.vite.config.ts', 'package-lock.json', 'resources']

/** The built page, relative to the checkout. */
export const PAGES = join('out', 'renderer')

/** @param {string} root */
const stampOf = root => join(root, 'out', '.hindcast-window.json')

/**
 * Builds the window into `out/` where its sources changed since the last time; otherwise it takes
 * a few milliseconds.
 * @param {string} root the checkout
 * @param {{ path: string }} node the pinned one
 * @returns {Promise<string>} the folder of the built page
 * @throws {SetupFailure} when the build fails
 */
export async function buildWindow(root, node) {
  const lock = join(root, '.hindcast', 'window.lock')
  if (!isBuilt(root, sourcesKey(root)))
    await withLock(lock, 'the window', () => buildUnlessDone(root, node))
  return join(root, PAGES)
}

/** @param {string} root @param {{ path: string }} node */
async function buildUnlessDone(root, node) {
  const key = sourcesKey(root)
  if (isBuilt(root, key)) return // by the one we waited for
  say('Building the window (some 5 s, only when its sources changed) …')
  const done = showProgress(() => 'electron-vite build')
  const script = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { code, output } = await runCommand(node.path, [script, 'build'], { cwd: root })
  done()
  log(root, `electron-vite build: exit ${code}\n${output}`)
  if (code !== 0 || !existsSync(join(root, PAGES, 'index.html'))) {
    throw new SetupFailure(
      `The window could not be built.\n${lastLines(output, 20)}`,
      'The whole output is in .hindcast/setup.log. The command line works without it: npx hindcast --help.'
    )
  }
  writeWhole(stampOf(root), JSON.stringify({ key }))
}

/** @param {string} root @param {string} key */
function isBuilt(root, key) {
  return readJson(stampOf(root))?.key === key && existsSync(join(root, PAGES, 'index.html'))
}

/**
 * Changes when a file that the window is built from is changed, added, renamed or removed.
 * @param {string} root
 */
export function sourcesKey(root) {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap(name => filesOf(join(root, name)))) {
    const content = createHash('sha256').update(readFileSync(file)).digest('hex')
    hash.update(`${relative(root, file).split(sep).join('/')} ${content}\n`)
  }
  return hash.digest('hex')
}

/** @param {string} path @returns {string[]} of a folder or a file, sorted; none when it is absent */
function filesOf(path) {
  if (!existsSync(path)) return []
  const entries = readEntries(path)
  return entries ? entries.flatMap(name => filesOf(join(path, name))) : [path]
}

/** @param {string} path @returns {string[] | undefined} undefined for a file */
function readEntries(path) {
  try {
    return readdirSync(path).sort()
  } catch {
    return undefined
  }
}
