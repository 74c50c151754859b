import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './say.mjs'

/** @typedef {{ token: string, pid: number, host: string, children: number[] }} Owner */

const BEAT_MS = 2_000
/** An owner that is silent for so long is gone, even where its process id can't be asked about. */
const SILENT_MS = 60_000
/** A step that an owner killed by force left running gets so long to end by itself. */
const CHILD_MS = 180_000

/** Locks that this process holds: path to owner record. @type {Map<string, Owner>} */
const held = new Map()

/**
 * Does `work` while no other process does the same under this path.
 * @template T
 * @param {string} path of the lock file
 * @param {string} what is being done, for the sentence of the one that waits
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, what, work) {
  mkdirSync(dirname(path), { recursive: true })
  const owner = { token: randomUUID(), pid: process.pid, host: hostname(), children: [] }
  await acquire(path, what, owner)
  held.set(path, owner)
  const beat = setInterval(() => touch(path), BEAT_MS)
  beat.unref()
  try {
    return await work()
  } finally {
    clearInterval(beat)
    held.delete(path)
    if (readOwner(path)?.token === owner.token) rmSync(path, { force: true })
  }
}

/**
 * Writes a child's process id into every lock held, so that whoever takes over after a SIGKILL
 * waits for what this process left running. Returns the function that strikes it out again.
 * @param {number | undefined} pid
 */
export function noteChild(pid) {
  if (pid === undefined) return () => {}
  rewriteHeld(children => [...children, pid])
  return () => rewriteHeld(children => children.filter(child => child !== pid))
}

/** @param {(children: number[]) => number[]} change */
function rewriteHeld(change) {
  for (const [path, owner] of held) {
    owner.children = change(owner.children)
    if (readOwner(path)?.token === owner.token) writeFileSync(path, JSON.stringify(owner))
  }
}

/** @param {string} path @param {string} what @param {Owner} owner */
async function acquire(path, what, owner) {
  let told = false
  while (!tryCreate(path, owner)) {
    const other = readOwner(path)
    if (other && isGone(path, other)) await takeOver(path, other, owner)
    else if (!other && isSilent(path)) rmSync(path, { force: true })
    else {
      if (!told)
        say(`Waiting for another set-up${other ? ` (process ${other.pid})` : ''}: ${what} …`)
      told = true
      await sleep(250)
    }
  }
}

/** @param {string} path @param {Owner} owner */
function tryCreate(path, owner) {
  try {
    writeFileSync(path, JSON.stringify(owner), { flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes the lock of an owner that is gone. Of several that wait only one may, or the second
 * would remove the first one's new lock: the right is a file named after the dead owner's token.
 * @param {string} path @param {Owner} dead @param {Owner} owner
 */
async function takeOver(path, dead, owner) {
  const right = `${path}.${dead.token}`
  if (!tryCreate(right, owner)) {
    const other = readOwner(right)
    if (other ? isGone(right, other, CHILD_MS + SILENT_MS) : isSilent(right)) {
      rmSync(right, { force: true })
    }
    await sleep(100)
    return
  }
  await waitForChildren(dead)
  if (readOwner(path)?.token === dead.token) rmSync(path, { force: true })
  rmSync(right, { force: true })
}

/** @param {Owner} dead */
async function waitForChildren(dead) {
  const end = Date.now() + CHILD_MS
  const running = () => dead.host === hostname() && dead.children.some(isAlive)
  if (running()) say('Waiting for a step that an interrupted set-up left running …')
  while (running() && Date.now() < end) await sleep(200)
}

/** @param {string} path @param {Owner} owner @param {number} [limit] */
function isGone(path, owner, limit) {
  return (owner.host === hostname() && !isAlive(owner.pid)) || isSilent(path, limit)
}

/** @param {string} path @param {number} [limit] */
function isSilent(path, limit = SILENT_MS) {
  try {
    return Date.now() - statSync(path).mtimeMs > limit
  } catch {
    return false // gone in the meantime: the next round sees
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM' // there, but another user's
  }
}

/** @param {string} path @returns {Owner | undefined} */
function readOwner(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined // absent, or its owner is just writing it
  }
}

/** @param {string} path */
function touch(path) {
  const now = new Date()
  if (existsSync(path)) utimesSync(path, now, now)
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
