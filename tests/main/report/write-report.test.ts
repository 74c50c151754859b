import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeRunInProcess } from '../../../src/main/report/write-in-process.ts'
import { writeRun } from '../../../src/main/report/write-report.ts'
import { makeBundle } from '../../support/bundle.ts'

const bundle = makeBundle({ epochs: 40, days: 200, models: [{ name: 'gru', cell: 'gru' }] })
let parent: string
let dir: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'hindcast-report-'))
  dir = join(parent, 'out')
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

/** Exports in a process that is killed at a fault point; returns the signal it died of. */
function exportKilledAt(point: string): string | null {
  const script = fileURLToPath(new URL('../../support/export-bundle.ts', import.meta.url))
  const { signal } = spawnSync(process.execPath, [script, dir], {
    env: { ...process.env, HINDCAST_FAULT: point },
    timeout: 60_000,
  })
  return signal
}

describe('writeRun', () => {
  it('writes every file of a run', async () => {
    const result = await writeRun(bundle, dir)
    expect(result).toMatchObject({
      ok: true,
      value: { folder: dir, report: join(dir, 'report.html') },
    })
    expect(readdirSync(dir).sort()).toEqual([
      'charts',
      'forecast.csv',
      'hindcast.csv',
      'lab',
      'losses.csv',
      'predictions.csv',
      'report.html',
      'results.json',
      'weights',
    ])
    expect(readdirSync(join(dir, 'charts')).filter(f => f.endsWith('.png'))).toHaveLength(14)
    expect(readFileSync(join(dir, 'charts/loss.png')).subarray(1, 4).toString()).toBe('PNG')
    expect(readdirSync(join(dir, 'weights'))).toEqual(['gru.safetensors'])
    expect(readdirSync(parent)).toEqual(['out'])
  })

  it('replaces an earlier export whole, and an empty folder', async () => {
    mkdirSync(dir)
    expect((await writeRun(bundle, dir)).ok).toBe(true)
    rmSync(join(dir, 'losses.csv'))
    writeFileSync(join(dir, 'charts/old.svg'), '')
    expect((await writeRun(bundle, dir)).ok).toBe(true)
    expect(existsSync(join(dir, 'losses.csv'))).toBe(true)
    expect(existsSync(join(dir, 'charts/old.svg'))).toBe(false)
    expect(readdirSync(parent)).toEqual(['out'])
  })

  it.each([
    ['holds files of others', { 'thesis.txt': 'mine' }],
    [
      'holds an export and a file of others',
      { 'results.json': '{"version":1,"experiment":{}}', 'notes.md': 'mine' },
    ],
    ['holds another program’s results.json', { 'results.json': '{"rows":[]}' }],
  ])('leaves a folder alone that %s', async (_, files) => {
    mkdirSync(dir)
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text)
    const result = await writeRun(bundle, dir)
    expect(result).toMatchObject({ ok: false, failure: { kind: 'cannot-write', path: dir } })
    for (const [name, text] of Object.entries(files))
      expect(readFileSync(join(dir, name), 'utf8')).toBe(text)
    expect(readdirSync(parent)).toEqual(['out'])
  })

  it('names a file that stands in the way', async () => {
    writeFileSync(dir, 'a file')
    expect(await writeRun(bundle, dir)).toMatchObject({
      ok: false,
      failure: {
        kind: 'cannot-write',
        path: dir,
        reason: 'a file stands where a folder is needed',
      },
    })
  })

  it.each(['report/after-file', 'report/after-file:9', 'report/before-rename'])(
    'leaves nothing in place when killed at %s, and tidies up next time',
    async point => {
      expect(exportKilledAt(point)).toBe('SIGKILL')
      expect(existsSync(dir)).toBe(false)
      expect((await writeRun(bundle, dir)).ok).toBe(true)
      expect(readdirSync(parent)).toEqual(['out'])
    }
  )

  it('keeps the earlier export when killed between its two renames', async () => {
    await writeRun(bundle, dir)
    expect(exportKilledAt('report/before-last-rename')).toBe('SIGKILL')
    expect((await writeRun(bundle, dir)).ok).toBe(true)
    expect(readdirSync(parent)).toEqual(['out'])
  })
})

describe('writeRunInProcess', () => {
  it('writes the same files in a process of its own, this one’s loop running on', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 10)
    const result = await writeRunInProcess(bundle, dir)
    clearInterval(timer)
    expect(result).toMatchObject({ ok: true })
    expect(existsSync(join(dir, 'report.html'))).toBe(true)
    expect(ticks).toBeGreaterThan(10)
  })

  it('passes a failure on', async () => {
    writeFileSync(dir, 'a file')
    expect(await writeRunInProcess(bundle, dir)).toMatchObject({
      ok: false,
      failure: { kind: 'cannot-write' },
    })
  })

  it('can be cancelled', async () => {
    const stop = new AbortController()
    const result = writeRunInProcess(bundle, dir, { signal: stop.signal })
    setTimeout(() => stop.abort(), 150)
    expect(await result).toEqual({ ok: false, failure: { kind: 'cancelled' } })
    expect(existsSync(dir)).toBe(false)
  })
})
