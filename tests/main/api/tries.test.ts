import { afterAll, beforeAll, expect, it } from 'vitest'
import { readBundle } from '../../../src/main/api/bundle.ts'
import { resultLines } from '../../../src/main/cli/view/result-lines.ts'
import { verdictSection } from '../../../src/main/report/verdict-section.ts'
import { readResults } from '../../../src/main/store/runs.ts'
import { createStudy, endStudy, readStudyResults } from '../../../src/main/store/studies.ts'
import { newTry } from '../../../src/main/store/tries.ts'
import { caveats } from '../../../src/renderer/src/views/results/verdict-words.ts'
import { triesSentence } from '../../../src/shared/lab/tries-words.ts'
import { someBacktest } from '../../support/some-backtest.ts'
import { placeboSummary, somePlacebo } from '../../support/some-placebo.ts'
import { makeFakeTerminal } from '../cli/fake-terminal.ts'
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
const first = makeExperiment()
let id = ''
let revisionId = 0

beforeAll(async () => {
  const revision = await importPrices(h, 'TRIES', makePrices(130))
  revisionId = revision.id
  id = (await finishRun(h, first, revisionId)).id
})
afterAll(temporary.dispose)

it('says before a run which try it would be, and that the same one again is none', () => {
  expect(newTry(h.store, revisionId, makeExperiment({ epochs: 7 }))).toBe(2)
  expect(newTry(h.store, revisionId, { ...first, seed: 99 })).toBeNull()
})

it('has one number of tries everywhere, also in what was found before the later ones', async () => {
  const study = createStudy(h.store, { run: id, spec: placeboSummary.spec, testOpen: true })
  endStudy(h.store, study, 'finished', { results: { ...somePlacebo, tries: 1 } })
  const other = createStudy(h.store, { run: id, spec: placeboSummary.spec, testOpen: true })
  endStudy(h.store, other, 'finished', { results: { ...someBacktest, tries: 1 } })
  await finishRun(h, makeExperiment({ epochs: 7 }), revisionId)
  await finishRun(h, makeExperiment({ epochs: 8 }), revisionId)

  const results = readResults(h.store, id)!
  const bundle = must(readBundle(h.store, id))
  const said = triesSentence(3)
  expect(results.tries).toBe(3)
  expect(bundle.results.tries).toBe(3)
  for (const found of [study, other])
    expect(readStudyResults(h.store, found)).toMatchObject({ tries: 3 })
  expect(caveats(results)).toContain(said)
  expect(verdictSection(results, []).text).toContain(said)
  expect(resultLines(results, makeFakeTerminal())).toContain(said)
})
