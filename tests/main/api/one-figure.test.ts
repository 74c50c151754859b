import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBundle } from '../../../src/main/api/bundle.ts'
import { packRun } from '../../../src/main/api/run-archive/pack-run.ts'
import { readTraining } from '../../../src/main/api/training-state.ts'
import { resultLines } from '../../../src/main/cli/view/result-lines.ts'
import { reportHtml } from '../../../src/main/report/html.ts'
import { resultsJson } from '../../../src/main/report/results-json.ts'
import { LiveRun } from '../../../src/renderer/src/state/live-run.ts'
import { makeColumns, makeRows } from '../../../src/renderer/src/views/results/measure-columns.ts'
import { caveats } from '../../../src/renderer/src/views/results/verdict-words.ts'
import { modelFacts } from '../../../src/renderer/src/views/train/model-facts.ts'
import {
  formatDate,
  formatLoss,
  formatP,
  formatSkill,
  writeAs,
} from '../../../src/shared/charts/format.ts'
import { findClosest } from '../../../src/shared/lab/closest-words.ts'
import { sightWords } from '../../../src/shared/lab/seal-words.ts'
import { triesSentence } from '../../../src/shared/lab/tries-words.ts'
import type { Results } from '../../../src/shared/results.ts'
import { makeFakeTerminal } from '../cli/fake-terminal.ts'
import {
  finishRun,
  importPrices,
  makeExperiment,
  makeModel,
  makePrices,
  must,
  openTemporary,
} from './examples.ts'

const models = [makeModel('lstm'), makeModel('gru', { hidden: 4 })]

/** The page without its scripts, as it is read. */
const readable = (page: string) =>
  page
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&#39;', '\u2019')

/** Spaces of every width are one; so are straight and curly apostrophes. */
const plain = (text: string) =>
  text.replace(/[\s\u00a0\u202f]+/g, ' ').replaceAll('\u0027', '\u2019')

describe.each(['tutorial', 'sealed'] as const)('a %s run, wherever it is told', protocol => {
  const { h, dispose } = openTemporary()
  afterAll(dispose)
  let results: Results
  let places: Readonly<Record<'window' | 'report' | 'command line' | 'zip', string>>
  let json: Results
  let zipped: Results

  beforeAll(async () => {
    const { id: revisionId } = await importPrices(h, 'WALK', makePrices(180))
    const experiment = makeExperiment({ protocol, models })
    const { id } = await finishRun(h, experiment, revisionId)
    // another try after it: every place has to know
    await finishRun(h, makeExperiment({ protocol, models, epochs: 7 }), revisionId)
    const bundle = must(readBundle(h.store, id))
    results = bundle.results
    const files = unzipSync(must(await packRun(h, id)))
    const text = (name: string) => new TextDecoder().decode(files[name])
    json = JSON.parse(resultsJson(results)) as Results
    zipped = JSON.parse(text('report/results.json')) as Results
    writeAs('en-US')
    const window = plain(windowText(results))
    writeAs(null)
    places = {
      window,
      report: plain(readable(reportHtml(bundle))),
      'command line': plain(resultLines(results, makeFakeTerminal({ columns: 200 })).join('\n')),
      zip: plain(readable(text('report/report.html'))),
    }
  }, 120_000)

  /** Results as the window shows them: headline, the number behind it, what weakens it, the table. */
  function windowText(of: Results): string {
    const closest = findClosest(of)!
    const rows = makeRows(of, of.verdictPart)
    const cells = rows.flatMap(row => makeColumns(of).map(({ text }) => text(row)))
    const behind = [formatLoss(closest.mse), formatLoss(closest.persistence), closest.meaning]
    const seal = of.seal.state === 'closed' ? [sightWords(of)] : []
    return [of.headline, ...behind, ...caveats(of), ...seal, ...cells].join('\n')
  }

  const everywhere = (figure: string, but: readonly string[] = []) => {
    for (const [place, text] of Object.entries(places))
      if (!but.includes(place)) expect(text, `${figure} in the ${place}`).toContain(plain(figure))
  }

  it('has one number of tries, in the same words', () => {
    expect([results.tries, json.tries, zipped.tries]).toEqual([2, 2, 2])
    everywhere(triesSentence(2))
  })

  it('has one headline', () => {
    expect([json.headline, zipped.headline]).toEqual([results.headline, results.headline])
    everywhere(results.headline.replaceAll('\u0027', '\u2019'))
  })

  it('has one loss and one skill of each network and of persistence', () => {
    for (const { name, kind, parts } of results.forecasters) {
      if (kind === 'baseline' && name !== 'persistence') continue
      const { mse, skill } = parts[results.verdictPart]!
      everywhere(formatLoss(mse))
      if (kind === 'network') everywhere(formatSkill(skill))
      const of = (told: Results) =>
        told.forecasters.find(one => one.name === name)!.parts[results.verdictPart]
      expect([of(json), of(zipped)]).toEqual([of(results), of(results)])
    }
  })

  it('has one loss in training too: the card, the curve and the table of one network agree', () => {
    const live = new LiveRun(results.id, must(readTraining(h, results.id, () => null))).look()
    for (const model of live.models) {
      const losses = live.losses[model.model]
      const { experiment } = results
      const input = { model, losses, watched: live.watched, experiment }
      const facts = modelFacts({ ...input, isActive: false, isSmall: false })
      const told = facts.find(({ name }) => name === (protocol === 'sealed' ? 'Best' : 'Test'))
      const training = results.training.find(one => one.model === model.model)!
      const part = protocol === 'sealed' ? 'validation' : 'test'
      expect(told?.value).toBe(formatLoss(training.finalLoss[part]))
      const { mse } = results.forecasters.find(one => one.name === model.model)!.parts[part]!
      if (protocol === 'tutorial') expect(told?.value).toBe(formatLoss(mse))
    }
  })

  it('has one p of each network, and says which is Holm’s', () => {
    for (const { model, adjustedP } of results.verdicts) {
      expect(json.verdicts.find(one => one.model === model)?.adjustedP).toBe(adjustedP)
      everywhere(formatP(adjustedP))
    }
    everywhere('after Holm')
  })

  it('has one form of a date: day first in files and on the command line, the person’s in the window', () => {
    everywhere(formatDate(results.forecast.origin), ['window'])
    for (const [place, text] of Object.entries(places)) {
      const other =
        place === 'window' ? /\d{1,2} [A-Z][a-z]{2} 20\d\d/ : /[A-Z][a-z]{2} \d{1,2}, 20\d\d/
      expect(text, place).not.toMatch(other)
    }
  })

  it('says what each training saw where the test part is closed', () => {
    if (protocol === 'sealed') everywhere(sightWords(results), ['window'])
  })
})
