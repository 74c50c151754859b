import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SetupFailure } from '../setup/failure.mjs'

// Chromium's sandbox refuses root, and a person is not root: where these tests are started by root,
// they run as `nobody` on a copy of the checkout that `nobody` may read and write.

const NOBODY = 65534

/** Whether this process is root's, on a system where that matters. */
export const isRoot = () => process.platform === 'linux' && process.getuid?.() === 0

/** What goes before a command so that it runs as nobody. */
export const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']

/**
 * The environment of a user whose home is that folder, without the buses of a desktop that is not
 * his.
 * @param {string} home
 * @returns {NodeJS.ProcessEnv}
 */
export const environmentOf = home => ({
  ...process.env,
  HOME: home,
  XDG_CONFIG_HOME: join(home, '.config'),
  XDG_CACHE_HOME: join(home, '.cache'),
  XDG_RUNTIME_DIR: home,
  USER: 'nobody',
  LOGNAME: 'nobody',
  DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  DBUS_SYSTEM_BUS_ADDRESS: 'disabled:',
})

/**
 * A copy of the checkout that is nobody's, its library within (it is a link into root's cache).
 * @param {string} root
 * @param {string} to made anew
 */
export function copyForNobody(root, to) {
  rmSync(to, { recursive: true, force: true })
  run('cp', ['-a', root, to])
  const library = join(to, 'node_modules', '@tensorflow', 'tfjs-node', 'deps', 'lib')
  if (lstatSync(library, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const real = realpathSync(library)
    rmSync(library)
    cpSync(real, library, { recursive: true, verbatimSymlinks: true })
  }
  giveToNobody(to)
}

/** @param {string} folder made where it is not there */
export function giveToNobody(folder) {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  run('chown', ['-R', `${NOBODY}:${NOBODY}`, folder])
}

/** @param {string} program @param {string[]} args */
function run(program, args) {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status === 0) return
  throw new SetupFailure(
    `${program} failed: ${stderr.trim()}`,
    'Run the tests in Electron as an ordinary user instead.'
  )
}
