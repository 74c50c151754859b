import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastLines, runCommand } from '../setup/command.mjs'
import { SetupFailure } from '../setup/failure.mjs'
import { findProgram } from '../setup/find-program.mjs'

// A Debian or Ubuntu with nothing in it, in a folder: the same release as the one that runs, from the
// same mirror. Programs run in it with processes and mounts of their own, the folder being the root
// of those mounts: in a mere chroot the kernel gives no user namespaces, and Chromium no sandbox.

/** The ordinary user in it. */
export const person = { name: 'person', id: 1000, home: '/home/person' }

const ENTER = `set -e
mount --make-rprivate /
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
mkdir -p tmp/.X11-unix
mount --bind /tmp/.X11-unix tmp/.X11-unix
mkdir -p .old
pivot_root . .old
umount -l .old
rmdir .old
shift
exec "$@"`

/** A plain path for programs, whatever that of the one who started this. */
const ENVIRONMENT = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
}

/** @throws {SetupFailure} where this cannot be done */
export function requireRootAndTools() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new SetupFailure(
      'Installing takes root, and a Linux.',
      'sudo node scripts/package/prove-deb.mjs FILE.deb'
    )
  const missing = ['debootstrap', 'dpkg-deb', 'unshare', 'pivot_root', 'Xvfb'].filter(
    name => !findProgram(name)
  )
  if (missing.length > 0)
    throw new SetupFailure(
      `There is no ${missing.join(', no ')} here.`,
      'apt-get install debootstrap dpkg util-linux xvfb'
    )
}

/**
 * @param {string} [release] by its code name; that of the running system by default
 * @returns {Promise<string>} its folder
 */
export async function makeSystem(release) {
  const parent = existsSync('/var/tmp') ? '/var/tmp' : tmpdir() // /tmp may be small, and in memory
  const folder = mkdtempSync(join(parent, 'hindcast-system-'))
  chmodSync(folder, 0o755) // it is going to be somebody's root
  const { id, codename, mirror } = await findMirror()
  // Ubuntu keeps in universe what Debian has in main
  const components = id === 'ubuntu' ? '--components=main,universe' : '--components=main'
  await must('debootstrap', ['--variant=minbase', components, release ?? codename, folder, mirror])
  await must('chroot', [folder, 'useradd', '--create-home', '--uid', `${person.id}`, person.name])
  return folder
}

/** Where the running system comes from. @returns {Promise<{ id: string, codename: string, mirror: string }>} */
async function findMirror() {
  const about = readFileSync('/etc/os-release', 'utf8')
  /** @param {string} name */
  const say = name => new RegExp(`^${name}=(.*)$`, 'm').exec(about)?.[1] ?? ''
  const [id, codename] = [say('ID'), say('VERSION_CODENAME')]
  const format = '$(CODENAME) $(REPO_URI)'
  const list = await must('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'])
  const mirror = new RegExp(`^${codename} (\\S+)`, 'm').exec(list)?.[1]
  if (!codename || !mirror)
    throw new SetupFailure('apt knows no mirror of the system that runs here.', 'apt-get update')
  return { id, codename, mirror }
}

/**
 * Runs a command in the system, as root or as its ordinary user.
 * @param {string} folder
 * @param {string[]} command
 * @param {{ as?: 'root' | 'person', env?: NodeJS.ProcessEnv, onWord?: (word: string) => void }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runIn(folder, command, { as = 'root', env = {}, onWord = () => {} } = {}) {
  const { id, name, home } = person
  const lower = ['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups']
  const inside = as === 'person' ? [...lower, ...command] : command
  const own = as === 'person' ? { HOME: home, USER: name, LOGNAME: name } : { HOME: '/root' }
  const child = spawn(
    'unshare',
    ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', ENTER, 'enter', folder, ...inside],
    { env: { ...proxies(), ...ENVIRONMENT, ...own, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      output += chunk
      onWord(`${chunk}`)
    })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code: code ?? 1, output }))
  })
}

/** The way to the mirror, where it is not straight. */
const proxies = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => /_proxy$/i.test(name)))

/**
 * @param {string} command @param {string[]} args
 * @returns {Promise<string>} its words
 */
export async function must(command, args) {
  const { code, output } = await runCommand(command, args)
  if (code === 0) return output
  throw new SetupFailure(
    `${command} ${args.join(' ')} failed.\n${lastLines(output)}`,
    'Its words are above.'
  )
}
