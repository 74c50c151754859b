import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noteChild, withLock } from '../../scripts/setup/lock.mjs'

let folder: string
let lock: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-lock-'))
  lock = join(folder, 'setup.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The id of a process that has ended, so that nobody has it. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'close')
  return child.pid ?? 0
}

const ownedBy = (pid: number, host = hostname(), children: number[] = []) =>
  JSON.stringify({ token: `token-${pid}`, pid, host, children })

describe('withLock', () => {
  it('lets one work at a time, in one process or many', async () => {
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await sleep(20)
      inside -= 1
    }
    await Promise.all(Array.from({ length: 4 }, () => withLock(lock, 'a test', work)))
    expect(most).toBe(1)
    expect(readdirSync(folder)).toEqual([])
  })

  it('gives the result and lets go, also after a failure', async () => {
    const failing = withLock(lock, 'a test', async () => {
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await withLock(lock, 'a test', async () => 7)).toBe(7)
    expect(existsSync(lock)).toBe(false)
  })

  it('takes over from a process that was killed, and only one of many does', async () => {
    writeFileSync(lock, ownedBy(await deadPid()))
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await sleep(10)
      inside -= 1
      return true
    }
    const all = await Promise.all(Array.from({ length: 8 }, () => withLock(lock, 'a test', work)))
    expect(all).toHaveLength(8)
    expect(most).toBe(1)
    expect(readdirSync(folder)).toEqual([])
  })

  it('takes over also from one that was killed while it took over', async () => {
    const first = await deadPid()
    writeFileSync(lock, ownedBy(first))
    writeFileSync(`${lock}.token-${first}`, ownedBy(await deadPid()))
    expect(await withLock(lock, 'a test', async () => 'mine')).toBe('mine')
    expect(readdirSync(folder)).toEqual([])
  })

  it('waits for a step that the killed process left running', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 700)'])
    writeFileSync(lock, ownedBy(await deadPid(), hostname(), [child.pid ?? 0]))
    let ended = false
    child.on('close', () => {
      ended = true
    })
    await withLock(lock, 'a test', async () => expect(ended).toBe(true))
  })

  it('writes the processes it starts into the lock', async () => {
    await withLock(lock, 'a test', async () => {
      const { readFileSync } = await import('node:fs')
      const forget = noteChild(4242)
      expect(JSON.parse(readFileSync(lock, 'utf8')).children).toEqual([4242])
      forget()
      expect(JSON.parse(readFileSync(lock, 'utf8')).children).toEqual([])
    })
  })

  it('takes over from another machine only after a minute of silence', async () => {
    writeFileSync(lock, ownedBy(1, 'another-machine'))
    const minutesAgo = new Date(Date.now() - 120_000)
    utimesSync(lock, minutesAgo, minutesAgo)
    expect(await withLock(lock, 'a test', async () => 'mine')).toBe('mine')
  })

  it('waits while the owner lives', async () => {
    writeFileSync(lock, ownedBy(process.pid))
    const waiting = withLock(lock, 'a test', async () => 'mine')
    const first = await Promise.race([waiting, sleep(600).then(() => 'still waiting')])
    expect(first).toBe('still waiting')
    rmSync(lock)
    expect(await waiting).toBe('mine')
  })
})
