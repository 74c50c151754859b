import type { WindowHost } from '../src/main/window-host/host.ts'
import { judgeQuality } from '../src/shared/lab/quality.ts'
import type { Bars, Revision } from '../src/shared/types.ts'
import type { SeriesSummary } from '../src/shared/wire.ts'
import { makeDates, makePrices } from '../tests/main/api/examples.ts'
import { type Answers, busyTimes, timesLine, withPage } from './ui-page.ts'
import { runSummary, trainingAnswers } from './ui-redraw-answers.ts'

/** What scrolling 1,000 runs and zooming 16,000 bars costs the page's main thread, a step each. */
export interface ScrollFigures {
  readonly runs: readonly number[]
  readonly bars: readonly number[]
}

const steps = 30
/** A step longer than this is seen as a hitch. */
const most = 50

export const measureScrolls = (): Promise<ScrollFigures> =>
  withPage(makeAnswers(), async host => {
    await host.page().getByRole('img', { name: /^KO/ }).first().waitFor()
    await host.page().waitForTimeout(1500) // the first drawing, and the compiler's warm-up
    return { runs: await scrollRuns(host), bars: await zoomBars(host) }
  })

async function scrollRuns(host: WindowHost): Promise<number[]> {
  await host.page().getByRole('grid', { name: 'Runs' }).hover()
  const down = () => host.page().mouse.wheel(0, 400)
  return busyTimes(
    host,
    Array.from({ length: steps }, () => down)
  )
}

/** In, across and out again, by the wheel over the price chart. */
async function zoomBars(host: WindowHost): Promise<number[]> {
  const { mouse } = host.page()
  const chart = host.page().getByRole('img', { name: /^KO/ }).first()
  const box = await chart.boundingBox()
  const [left, top] = [(box?.x ?? 0) + 300, (box?.y ?? 0) + 100]
  await mouse.move(left, top)
  const zoom = (by: number) => async () => {
    await host.page().keyboard.down('Control')
    await mouse.wheel(0, by)
    await host.page().keyboard.up('Control')
  }
  const third = Array.from({ length: steps / 3 })
  const zooms = (by: number) =>
    busyTimes(
      host,
      third.map(() => zoom(by))
    )
  const zoomedIn = await zooms(-120)
  await mouse.down()
  const moved = await busyTimes(
    host,
    third.map((_, i) => () => mouse.move(left + 15 * i, top))
  )
  await mouse.up()
  return [...zoomedIn, ...moved, ...(await zooms(120))]
}

const bars = 16_000

function makeAnswers(): Answers {
  const answers = trainingAnswers(5)
  const detail = makeSeries()
  const app = answers['readApp']?.() as { readonly preferences: object }
  return {
    ...answers,
    readApp: () => ({
      ...app,
      preferences: { ...app.preferences, view: 'data', selectedRun: null, selectedRevision: 1 },
    }),
    listRuns: () => Array.from({ length: 1000 }, (_, i) => finished(i)),
    listSeries: () => [detail.summary],
    readSeries: () => detail,
  }
}

const finished = (i: number) => ({
  ...runSummary,
  id: `run${i}`,
  name: i % 3 === 0 ? `Run number ${i}` : null,
  state: 'finished' as const,
  progress: 1,
  best: { model: 'gru', skill: 0.02, outcome: 'not distinguishable' as const },
})

function makeSeries() {
  const close = Float64Array.from(makePrices(bars))
  const moved = (by: number) => close.map(price => price * by)
  const columns = { open: moved(0.99), high: moved(1.02), low: moved(0.97), close }
  const made: Bars = { dates: makeDates(bars), ...columns, adjusted: close, volume: moved(1e4) }
  const [first = '', last = ''] = [made.dates[0], made.dates.at(-1)]
  const named = { symbol: 'KO', name: null, currency: null, exchange: null }
  const series = { ...named, source: 'csv', file: 'KO.csv' } as const
  const createdAt = '2026-11-23T03:00:00.000Z'
  const revision: Revision = { id: 1, series, hash: '', createdAt, asOf: last, count: bars }
  const summary: SeriesSummary = {
    ...named,
    source: 'csv',
    revisionId: 1,
    count: bars,
    first,
    asOf: last,
    revisions: 1,
    missingDays: 0,
    usedAt: createdAt,
  }
  return { summary, revision, bars: made, quality: judgeQuality(made, []), revisions: [revision] }
}

/** The figures as lines. */
export const scrollLines = (figures: ScrollFigures): string[] => [
  timesLine('Scrolling 1,000 runs, a turn of the wheel', figures.runs, most),
  timesLine('Zooming and moving 16,000 bars, a turn or a step', figures.bars, most),
]

if (import.meta.main) for (const line of scrollLines(await measureScrolls())) console.log(line)
