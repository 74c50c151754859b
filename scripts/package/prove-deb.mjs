import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { lastLines } from '../setup/command.mjs'
import { runMain, SetupFailure } from '../setup/failure.mjs'
import { remove } from '../setup/files.mjs'
import { isMain } from '../setup/paths.mjs'
import { say } from '../setup/say.mjs'
import { makeSystem, must, person, requireRootAndTools, runIn } from './empty-system.mjs'

// sudo node scripts/package/prove-deb.mjs FILE.deb [RELEASE]: installs it in an empty system of this
// release, or of another one of the same distribution (debootstrap; some 200 MB are fetched), with the
// packages that it names and no other, starts it there as an ordinary user with Chromium's sandbox
// on, and takes it off again. Nothing may be left but what that person made. The running system is
// left alone.

/** How long the installed program may take to show its window, and to end. */
const PATIENCE_MS = 60_000

/** What a person made, and Chromium for them. */
const theirs = [`${person.home}/.local/share/hindcast`, `${person.home}/.config/hindcast`]

/** What the system's fonts leave in the home of whoever draws a letter. */
const notOurs = `${person.home}/.cache/fontconfig`

/** What dpkg, apt and the loader write about whatever happens. */
const books =
  /^\/(?:var\/(?:lib\/(?:dpkg|apt)|cache|log)|proc|sys|dev|tmp|run|etc\/ld\.so\.cache)(?:\/|$)/

/** @param {string} deb @param {string} [release] */
async function prove(deb, release) {
  requireRootAndTools()
  say('Making an empty system …')
  const system = await makeSystem(release)
  const display = await startDisplay()
  try {
    const before = await installNeeds(system, deb)
    await inSystem(system, ['dpkg', '--install', '/hindcast.deb'])
    say('PASS  it installs, with the packages that it names and no other')
    await proveWhole(system)
    await proveSmoke(system, display.env)
    await proveUse(system, display.env)
    await inSystem(system, ['dpkg', '--purge', 'hindcast'])
    proveGone(before, list(system))
    say('all is well')
  } finally {
    display.stop()
    remove(system)
  }
}

/**
 * @param {string} system @param {string} deb
 * @returns {Promise<Set<string>>} what is there before it is installed
 */
async function installNeeds(system, deb) {
  cpSync(deb, join(system, 'hindcast.deb'))
  const depends = (await must('dpkg-deb', ['--field', deb, 'Depends'])).trim()
  await inSystem(system, ['apt-get', 'update', '-q'])
  await inSystem(system, ['apt-get', 'satisfy', '-q', '-y', '--no-install-recommends', depends])
  return list(system)
}

/** Every file is the one that was packed, and of the right owner. @param {string} system */
async function proveWhole(system) {
  const wrong = await inSystem(system, ['dpkg', '--verify', 'hindcast'])
  if (wrong.trim()) throw fail('dpkg --verify finds files that were changed', wrong)
  const foreign = await inSystem(system, [
    'find',
    '/opt/Hindcast',
    '!',
    '-user',
    'root',
    '-o',
    '-perm',
    '/022',
    '!',
    '-type',
    'l',
  ])
  if (foreign.trim()) throw fail('These are not root’s, or others may write to them', foreign)
  const mode = await inSystem(system, ['stat', '-c', '%a', '/opt/Hindcast/chrome-sandbox'])
  say(`PASS  its files are whole and root's; chrome-sandbox has mode ${mode.trim()}`)
}

/** @param {string} system @param {NodeJS.ProcessEnv} env */
async function proveSmoke(system, env) {
  const { code, output } = await runIn(system, ['hindcast', '--smoke'], { as: 'person', env })
  if (code !== 0 || !output.includes('smoke: all is well'))
    throw fail('The smoke start failed', output)
  for (const line of output.split('\n').filter(words => words.startsWith('smoke:')))
    say(`      ${line}`)
  say('PASS  it works, started by an ordinary user')
}

/** Starts it, as the menu does; ends it, as a session does. */
const USE = `hindcast & main=$!
until [ -e /tmp/enough ]; do sleep 0.2; kill -0 $main || exit 1; done
kill -TERM $main
wait $main
echo "ended with $?"`

/** @param {string} system @param {NodeJS.ProcessEnv} env */
async function proveUse(system, env) {
  const running = runIn(system, ['sh', '-c', USE], { as: 'person', env })
  const database = join(system, theirs[0] ?? '', 'hindcast.sqlite')
  const page = await until(() => existsSync(database) && pages()[0], running)
  if (!page) throw fail('No window came', (await running).output)
  const status = readFileSync(`/proc/${page}/status`, 'utf8')
  if (!/^Seccomp:\s*2$/m.test(status))
    throw fail('The page runs without Chromium’s sandbox', status)
  const isApart = readlinkSync(`/proc/${page}/ns/net`) !== readlinkSync('/proc/self/ns/net')
  if (!isApart) throw fail('The page has the network of everybody', status)
  say('PASS  its page is behind Chromium’s sandbox: system calls filtered, no network')
  writeFileSync(join(system, 'tmp', 'enough'), '')
  const { output } = await running
  if (!output.includes('ended with 0')) throw fail('It did not end when asked to', output)
  say('PASS  it ends when asked to')
}

/** Processes of pages of the installed program, by what the kernel says. */
const pages = () =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(id => {
      try {
        const words = readFileSync(`/proc/${id}/cmdline`, 'utf8')
        const isOurs = readFileSync(`/proc/${id}/status`, 'utf8').includes(`\t${person.id}\t`)
        return (
          isOurs && words.includes('/opt/Hindcast/hindcast') && words.includes('--type=renderer')
        )
      } catch {
        return false // it has ended meanwhile
      }
    })

/**
 * @template T
 * @param {() => T} look @param {Promise<unknown>} running ends it
 * @returns {Promise<T | undefined>}
 */
async function until(look, running) {
  let ended = false
  void running.then(() => {
    ended = true
  })
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end && !ended; await wait(200)) {
    const found = look()
    if (found) return found
  }
  return undefined
}

/** @param {Set<string>} before @param {Set<string>} after */
function proveGone(before, after) {
  const allowed = [...theirs, notOurs]
  const left = [...after].filter(
    path =>
      !before.has(path) &&
      !books.test(path) &&
      !allowed.some(own => `${path}/`.startsWith(`${own}/`) || own.startsWith(`${path}/`))
  )
  if (left.length > 0) throw fail('Removed, it leaves', left.sort().join('\n'))
  for (const own of theirs)
    if (!after.has(own)) throw fail('Removed, it takes along what the person made', own)
  say(`PASS  removed, it leaves nothing but what the person made: ${theirs.join(', ')}`)
}

/** Every path in the system, as it is called in it. @param {string} system */
const list = system =>
  new Set(
    readdirSync(system, { recursive: true, withFileTypes: true }).map(entry =>
      join(entry.parentPath, entry.name).slice(system.length)
    )
  )

/** As root, with a failure for a failure. @param {string} system @param {string[]} command */
async function inSystem(system, command) {
  const { code, output } = await runIn(system, command)
  if (code !== 0) throw fail(`${command.join(' ')} failed`, output)
  return output
}

/** @param {string} sentence @param {string} output */
const fail = (sentence, output) =>
  new SetupFailure(
    `FAIL  ${sentence}:\n${lastLines(output, 30)}`,
    'The .deb is not fit to be given away.'
  )

/** A screen in memory. @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => void }>} */
function startDisplay() {
  const screen = ['-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-ac', '-displayfd', '1']
  const child = spawn('Xvfb', screen, { stdio: ['ignore', 'pipe', 'ignore'] })
  return new Promise((found, refuse) => {
    child.on('error', refuse)
    child.on('exit', code => refuse(new Error(`Xvfb ended with ${code}`)))
    child.stdout.once('data', number =>
      found({ env: { DISPLAY: `:${`${number}`.trim()}` }, stop: () => child.kill() })
    )
  })
}

if (isMain(import.meta.url)) {
  await runMain(() => {
    const [deb, release] = process.argv.slice(2)
    if (!deb || !existsSync(deb))
      throw new SetupFailure('Which .deb?', 'node scripts/package/prove-deb.mjs FILE.deb [RELEASE]')
    return prove(resolve(deb), release)
  })
}
