import { join } from 'node:path'
import type { Experiment } from '../../../../src/shared/experiment.ts'
import type { StudySpec } from '../../../../src/shared/studies/study.ts'
import { makeDates, makeExperiment, makePrices } from '../examples.ts'
import { TestWindow } from '../service-fixtures.ts'
import type { Names } from './differences.ts'

/**
 * Two computers with the same run on series that are alike in all but the days of the closed test part,
 * where one of them leaps about by a factor of a thousand.
 */
const [N, T] = [340, 10]
/** Bars up to the last validation target: 329 windows, 230 train, 49 validation, 50 test. */
export const openBars = T + 1 + 230 + 49
const quiet = makePrices(N)
const loud = quiet.map((price, i) => (i < openBars ? price : price * (i % 2 === 0 ? 1000 : 3)))
export const dates = makeDates(N)

/** Every kind of study, small. A kind without an entry does not compile. */
const studies: { readonly [K in StudySpec['kind']]: Extract<StudySpec, { kind: K }> } = {
  backtest: { kind: 'backtest', stride: 20, horizon: 5, training: 'each origin' },
  placebo: { kind: 'placebo', placebo: 'permuted', count: 39, size: 'own', seed: 1 },
  seeds: { kind: 'seeds', count: 2, retrain: true },
  proof: { kind: 'proof' },
}

export interface Twin {
  readonly window: TestWindow
  readonly revisionId: number
  readonly experiment: Experiment
  readonly run: string
  /** By kind. */
  readonly studies: Readonly<Record<StudySpec['kind'], string>>
}

export const makeTwins = (): Promise<[Twin, Twin]> => Promise.all([makeTwin(quiet), makeTwin(loud)])

async function makeTwin(prices: readonly number[]): Promise<Twin> {
  const window = new TestWindow().open()
  const revisionId = await importSeries(window, prices)
  const experiment = makeExperiment({ protocol: 'sealed', epochs: 6 })
  const { id: run } = await window.must('startRun', { experiment, revisionId, quickLook: false })
  await window.untilState(run, 'finished')
  const asked = { backtest: '', placebo: '', seeds: '', proof: '' }
  for (const [kind, spec] of Object.entries(studies) as [StudySpec['kind'], StudySpec][]) {
    const { id } = await window.must('startStudy', { run, spec })
    asked[kind] = id
    await window.until(async () => {
      const { summary } = await window.must('readStudy', { id })
      if (summary.state === 'failed') throw new Error(`${kind}: ${summary.reason}`)
      return summary.state === 'finished'
    }, `study ${kind}`)
  }
  return { window, revisionId, experiment, run, studies: asked }
}

export async function importSeries(window: TestWindow, prices: readonly number[]): Promise<number> {
  const rows = prices.map((price, i) => `${dates[i]},${price}`)
  const bytes = new TextEncoder().encode(['date,close', ...rows, ''].join('\n'))
  const { token } = await window.must('previewCsv', { name: 'TWIN.csv', bytes })
  const asked = { token, mapping: {}, skipBadRows: false }
  return (await window.must('importCsv', asked)).revisionId
}

/** What one twin is known by. */
export const namesOf = ({ window, run, studies: asked }: Twin): Names =>
  new Map([
    [window.folder, '«folder»'],
    [run, '«run»'],
    ...Object.entries(asked).map(([kind, id]) => [id, `«${kind}»`] as const),
  ])

/** Where the next file is saved. */
export function nextPath({ window }: Twin, name: string): string {
  window.desk.path = join(window.folder, name)
  return window.desk.path
}
