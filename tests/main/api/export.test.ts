import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBundle } from '../../../src/main/api/bundle.ts'
import { exportRun } from '../../../src/main/api/runs.ts'
import { makeRunFiles } from '../../../src/main/report/files.ts'
import { describeFailure } from '../../../src/shared/failure.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'
import { namesIn, standingIn } from './exports.ts'

const temporary = openTemporary()
const { h, folder } = temporary
afterAll(temporary.dispose)

let [run, other] = ['', '']
beforeAll(async () => {
  const { id } = await importPrices(h, 'ACME', makePrices(100))
  const experiment = makeExperiment({ epochs: 3, retrain: false })
  run = (await finishRun(h, experiment, id)).id
  other = (await finishRun(h, { ...experiment, seed: 8 }, id)).id
})

const standing = (out: string) => standingIn(out, wanted)

let wanted: readonly string[] = []
beforeAll(() => {
  wanted = [...makeRunFiles(must(readBundle(h.store, run)))].map(([name]) => name).sort()
})

describe('an export', () => {
  it('writes every file of the run, and says where', async () => {
    const out = join(folder, 'one')
    const { report, files } = must(await exportRun(h, run, out))
    expect([...files].sort()).toEqual(wanted)
    expect(wanted).toEqual(
      expect.arrayContaining(['report.html', 'forecast.csv', 'weights/rnn.safetensors'])
    )
    expect([report, standing(out)]).toEqual([join(out, 'report.html'), run])
    const { results } = must(readBundle(h.store, run))
    expect(JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'))).toEqual(results)
  })

  it('replaces an earlier one whole', async () => {
    const out = join(folder, 'one')
    must(await exportRun(h, other, out))
    expect(standing(out)).toBe(other)
    expect(readdirSync(folder).filter(name => name.includes('partial'))).toEqual([])
  })

  it('refuses a folder that holds anything else, and leaves it as it is', async () => {
    const out = join(folder, 'foreign')
    mkdirSync(out)
    writeFileSync(join(out, 'diary.txt'), 'mine')
    const refused = await exportRun(h, run, out)
    expect(refused).toMatchObject({ ok: false, failure: { kind: 'cannot-write', path: out } })
    expect(namesIn(out)).toEqual(['diary.txt'])
    const mixed = join(folder, 'mixed')
    cpSync(join(folder, 'one'), mixed, { recursive: true })
    writeFileSync(join(mixed, 'diary.txt'), 'mine')
    expect(await exportRun(h, other, mixed)).toMatchObject({ failure: { kind: 'cannot-write' } })
    expect(namesIn(mixed)).toEqual([...wanted, 'diary.txt'].sort())
  })

  it('says what is in the way: a file, a run that is not there', async () => {
    const say = async (out: string, id = run) => {
      const result = await exportRun(h, id, out)
      return result.ok ? 'it went well' : describeFailure(result.failure)
    }
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(await say(file)).toMatch(/could not be written: a file stands where a folder is needed/)
    expect(await say(join(folder, 'never'), 'zzzzzz')).toMatch(/^There is no run zzzzzz\./)
    expect(existsSync(join(folder, 'never'))).toBe(false)
  })

  // root may write everywhere
  it.skipIf(getuid?.() === 0)('says so where it may not write', async () => {
    const locked = join(folder, 'locked')
    mkdirSync(locked)
    chmodSync(locked, 0o500)
    const refused = await exportRun(h, run, join(locked, 'out'))
    chmodSync(locked, 0o700)
    expect(refused).toMatchObject({
      failure: { kind: 'cannot-write', reason: 'permission denied' },
    })
  })

  it('can be given up, and leaves nothing', async () => {
    const [out, giveUp] = [join(folder, 'given-up'), new AbortController()]
    setTimeout(() => giveUp.abort(), 300)
    const given = await exportRun(h, run, out, { signal: giveUp.signal })
    if (!given.ok) expect(given.failure).toEqual({ kind: 'cancelled' })
    expect(given.ok).toBe(existsSync(out))
    must(await exportRun(h, run, out))
    expect(readdirSync(folder).filter(name => name.includes('.given-up.'))).toEqual([])
  })
})
