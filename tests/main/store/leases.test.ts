import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { saveCheckpoint } from '../../../src/main/store/checkpoints.ts'
import { appendEpochs } from '../../../src/main/store/epochs.ts'
import {
  acquireLease,
  beatEvery,
  beatLease,
  keepLease,
  LeaseLostError,
  readOwner,
  releaseLease,
} from '../../../src/main/store/leases.ts'
import { identifySelf, mayBeAlive, readStart } from '../../../src/main/store/process-identity.ts'
import { describeFailure } from '../../../src/shared/failure.ts'
import { startChild } from '../../support/kill.ts'
import { makeEpochs, makeRun } from './examples.ts'
import { openForTest } from './fixtures.ts'

const script = fileURLToPath(new URL('./writer.ts', import.meta.url))

/** Two stores on one database with one clock that the test sets. */
function prepare() {
  const clock = { ms: Date.UTC(2024, 4, 1) }
  const now = () => new Date(clock.ms)
  const { store } = openForTest({ now })
  const other = openForTest({ folder: store.folder, now }).store
  const run = makeRun(store)
  return { clock, store, other, run, key: { run, model: 'rnn', phase: 'train' } as const }
}

const ownerIs = (store: ReturnType<typeof prepare>['store'], column: string, value: unknown) =>
  store.db.prepare(`UPDATE leases SET ${column} = ?`).run(value)

describe('a lease', () => {
  it('has one owner, whose name the second is told', () => {
    const { store, other, run } = prepare()
    expect(acquireLease(store, run, 'the app').ok).toBe(true)
    const second = acquireLease(other, run, 'the command line')
    expect(second).toMatchObject({ ok: false, failure: { kind: 'run-busy', id: run } })
    if (!second.ok)
      expect(describeFailure(second.failure)).toContain(`the app (process ${process.pid}`)
    expect(readOwner(other, run)).toContain('the app')
  })

  it('can be had again once released', () => {
    const { store, other, run } = prepare()
    const lease = acquireLease(store, run, 'the app')
    if (lease.ok) releaseLease(store, lease.value)
    expect(readOwner(store, run)).toBeNull()
    expect(acquireLease(other, run, 'the command line').ok).toBe(true)
  })

  it('is released by closing the store', () => {
    const { store, other, run } = prepare()
    acquireLease(store, run, 'the app')
    store.close()
    expect(acquireLease(other, run, 'the command line').ok).toBe(true)
  })

  it('lasts while its owner beats, and goes stale after ten seconds of silence', () => {
    const { clock, store, other, run } = prepare()
    const lease = acquireLease(store, run, 'the app')
    if (!lease.ok) throw new Error()
    for (let beat = 0; beat < 10; beat++) {
      clock.ms += beatEvery
      expect(beatLease(store, lease.value)).toBe(true)
    }
    clock.ms += 10_000
    expect(acquireLease(other, run, 'the command line').ok).toBe(false)
    clock.ms += 1
    expect(acquireLease(other, run, 'the command line').ok).toBe(true)
    expect(beatLease(store, lease.value)).toBe(false)
  })

  it('is free at once when its process is gone', async () => {
    const { store, run } = prepare()
    const child = startChild({ script, args: ['hold', store.folder] })
    await child.ready
    acquireLease(store, run, 'the app')
    ownerIs(store, 'pid', child.process.pid)
    ownerIs(store, 'started', readStart(child.process.pid ?? 0))
    expect(acquireLease(store, run, 'the command line').ok).toBe(false)
    child.process.kill('SIGKILL')
    await child.ended
    expect(acquireLease(store, run, 'the command line').ok).toBe(true)
  })

  it.runIf(process.platform !== 'win32')('is not held by another process that got the pid', () => {
    const { store, other, run } = prepare()
    acquireLease(store, run, 'the app')
    ownerIs(store, 'started', 'a boot/12345')
    expect(acquireLease(other, run, 'the command line').ok).toBe(true)
  })

  it('of another host counts until it is stale, since its process cannot be seen', () => {
    const { clock, store, other, run } = prepare()
    acquireLease(store, run, 'the app')
    ownerIs(store, 'host', 'elsewhere')
    ownerIs(store, 'pid', 2 ** 22 + 1)
    expect(acquireLease(other, run, 'the command line').ok).toBe(false)
    clock.ms += 10_001
    expect(acquireLease(other, run, 'the command line').ok).toBe(true)
  })

  it('once lost, lets its former owner write nothing', () => {
    const { clock, store, other, run, key } = prepare()
    acquireLease(store, run, 'the app')
    appendEpochs(store, key, makeEpochs(1, 1))
    expect(() => appendEpochs(other, key, makeEpochs(2, 2))).toThrow(LeaseLostError)
    clock.ms += 11_000
    acquireLease(other, run, 'the command line')
    const checkpoint = { epoch: 2, blob: Uint8Array.of(1), seconds: 1, epochs: makeEpochs(2, 2) }
    expect(() => saveCheckpoint(store, key, checkpoint)).toThrow(/now owned by the command line/)
    saveCheckpoint(other, key, checkpoint)
  })

  it('is kept by beating, and tells when it is lost', async () => {
    const { store, run } = prepare()
    const lease = acquireLease(store, run, 'the app')
    if (!lease.ok) throw new Error()
    const { promise, resolve } = Promise.withResolvers<void>()
    keepLease(store, lease.value, resolve, 20)
    await new Promise(done => setTimeout(done, 80))
    store.db.exec('DELETE FROM leases')
    await promise
  })

  it('is not lost to another by closing the store', async () => {
    const { store, run } = prepare()
    const lease = acquireLease(store, run, 'the app')
    if (!lease.ok) throw new Error()
    let lost = 0
    const stop = keepLease(store, lease.value, () => lost++, 5)
    store.db.close()
    await new Promise(done => setTimeout(done, 50))
    stop()
    expect(lost).toBe(0)
  })
})

describe('a process', () => {
  it('is told from another that had its pid', () => {
    const self = identifySelf()
    expect(mayBeAlive(self)).toBe(true)
    expect(mayBeAlive({ ...self, pid: 2 ** 22 + 1 })).toBe(false)
    if (self.started !== null) expect(mayBeAlive({ ...self, started: 'before' })).toBe(false)
    expect(mayBeAlive({ ...self, host: 'elsewhere', pid: 2 ** 22 + 1 })).toBe(true)
  })
})
