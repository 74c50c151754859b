import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteRun, openTest, showRun } from '../../../src/main/api/runs.ts'
import { openingsSentence, seenSentence } from '../../../src/shared/lab/opening-words.ts'
import type { Results } from '../../../src/shared/results.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

const temporary = openTemporary()
const { h } = temporary
afterAll(temporary.dispose)

const once = { epochs: 1, retrain: false }
const sealed = makeExperiment({ ...once, protocol: 'sealed' })
const finish = (experiment: typeof sealed, revision: number) => finishRun(h, experiment, revision)
const sealOf = (id: string) => must(showRun(h, id)).results?.seal

let revision = 0
beforeAll(async () => {
  revision = (await importPrices(h, 'SEEN', makePrices(140))).id
})

const testOf = ({ split }: Results) => split.find(({ part }) => part === 'test')

describe('the days of a sealed test part', () => {
  it('are unseen until a run that hides nothing has shown them', async () => {
    const before = await finish(sealed, revision)
    expect(before.seal.seenBy).toBeUndefined()
    expect(openingsSentence(before)).toBe('')
    const shown = await finish(makeExperiment(once), revision)
    const after = await finish({ ...sealed, seed: 8 }, revision)
    const { first, last } = testOf(after)!
    const seen = [{ run: shown.id, protocol: 'tutorial', first, last }]
    expect(after.seal.seenBy).toEqual(seen)
    // the earlier one is told as well, and the words say which run
    expect(sealOf(before.id)?.seenBy).toEqual(seen)
    expect(seenSentence(after.seal)).toContain(`were shown by run ${shown.id} (tutorial)`)
    expect(shown.seal.seenBy).toBeUndefined()
    must(deleteRun(h, shown.id))
    expect(sealOf(before.id)?.seenBy).toEqual(seen)
  }, 60_000)

  it('are shown by a sealed run once it is opened, and by no other series', async () => {
    const own = (await importPrices(h, 'OTHER', makePrices(140, 2))).id
    const one = await finish(sealed, own)
    const other = await finish({ ...sealed, seed: 8 }, own)
    expect(sealOf(other.id)?.seenBy).toBeUndefined()
    must(await openTest(h, one.id))
    expect(sealOf(other.id)?.seenBy).toMatchObject([{ run: one.id, protocol: 'sealed' }])
    expect(sealOf(one.id)?.seenBy).toBeUndefined()
  }, 60_000)

  it('are shown in part by a run that ends among them', async () => {
    const own = (await importPrices(h, 'PART', makePrices(140, 3))).id
    const whole = await finish(sealed, own)
    const { first, last } = testOf(whole)!
    const short = await finish(makeExperiment({ ...once, days: 130 }), own)
    expect(sealOf(whole.id)?.seenBy).toMatchObject([{ run: short.id, first, last }])
  }, 60_000)
})
