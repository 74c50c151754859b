import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBundle } from '../../../src/main/api/bundle.ts'
import { exportRun } from '../../../src/main/api/runs.ts'
import { makeRunFiles } from '../../../src/main/report/files.ts'
import { killAtFault, killAtRandom } from '../../support/kill.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'
import { standingIn } from './exports.ts'

const script = fileURLToPath(new URL('./worker.ts', import.meta.url))
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

beforeAll(async () => {
  must(await exportRun(h, other, join(folder, 'one')))
})

describe('an export that is killed', () => {
  const patient = 180_000 // ms: each kill starts two processes, on a machine that may be busy
  const child = (work: string, out: string) => ({ script, args: [work, h.store.folder, run, out] })
  const partials = (out: string) =>
    readdirSync(folder).filter(name => name.startsWith(`.${out}.`)).length

  it.each([
    ['the process that draws', 'render', 7],
    ['the process that asked for it', 'exports', 3],
  ])(
    'in %s is whole or absent, at random moments',
    async (_, work, kills) => {
      const out = join(folder, work)
      const check = () => expect([run, null]).toContain(standing(out))
      const { killed } = await killAtRandom(child(work, out), { kills, check })
      expect(killed).toBe(kills)
    },
    patient
  )

  it(
    'before its first one stood leaves none',
    async () => {
      const out = join(folder, 'first')
      await killAtFault(child('render', out), 'report/before-rename')
      expect([standing(out), partials('first')]).toEqual([null, 1])
    },
    patient
  )

  it.each([
    ['report/after-file', 1],
    ['report/after-file:7', 1],
    ['report/before-rename', 1],
    // between its two renames the earlier one stands aside, under a name that the next one knows
    ['report/before-last-rename', 2],
  ])(
    'at %s keeps the earlier one, and the next takes its place',
    async (fault, left) => {
      const name = `at-${fault.replace(/\W/g, '-')}`
      const out = join(folder, name)
      cpSync(join(folder, 'one'), out, { recursive: true })
      await killAtFault(child('render', out), fault)
      expect([standing(out), partials(name)]).toEqual([left === 1 ? other : null, left])
      must(await exportRun(h, run, out))
      expect([standing(out), partials(name)]).toEqual([run, 0])
    },
    patient
  )

  it(
    'between its renames, and followed by one that fails, has lost nothing of the earlier one',
    async () => {
      const out = join(folder, 'back')
      cpSync(join(folder, 'one'), out, { recursive: true })
      await killAtFault(child('render', out), 'report/before-last-rename')
      await killAtFault(child('render', out), 'report/after-file')
      expect(standing(out)).toBe(other)
    },
    patient
  )
})
