import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCodec } from '../src/main/window-host/codec.ts'
import type { Argument, RequestName } from '../src/shared/api.ts'
import { sealedPreset, tutorialPreset } from '../src/shared/presets.ts'
import { makeDates, makePrices } from '../tests/main/api/examples.ts'
import { TestWindow } from '../tests/main/api/service-fixtures.ts'
import { LoopWatch, type Stall } from './event-loop-watch.ts'
import { timesLine } from './ui-page.ts'

/** How long the loop of main was held, and by what, from the first request to the last. */
export interface LoopFigures {
  readonly turns: LoopWatch['turns']
  /** Turns that kept a core for longer than `most`. */
  readonly stalls: readonly Stall[]
}

/** Milliseconds that main's loop may be held. */
export const most = 50

const bars = 16_000
const file = new URL('../../shared/data/KO.csv', import.meta.url)
const codec = makeCodec()

/**
 * A person's whole way on the real service: 16,000 bars in, two runs of three networks trained and
 * followed as the views follow them, every large answer read and encoded as for the window.
 */
export async function measureLoop(least = most): Promise<LoopFigures> {
  const watch = new LoopWatch(least)
  const window = new TestWindow()
  try {
    window.open()
    await watch.start()
    await goThrough(new Person(window, watch))
    const stalls = await watch.stop()
    return { turns: watch.turns, stalls }
  } finally {
    await window.dispose()
  }
}

/** Asks as a window does: each answer is encoded, and its time told to the watch. */
class Person {
  readonly window: TestWindow
  readonly #watch: LoopWatch

  constructor(window: TestWindow, watch: LoopWatch) {
    this.window = window
    this.#watch = watch
  }

  async ask<N extends RequestName>(
    name: N,
    ...rest: undefined extends Argument<N> ? [] : [Argument<N>]
  ) {
    const over = this.#watch.during(name)
    try {
      const answer = await this.window.must(name, ...rest)
      codec.encode(answer)
      return answer
    } finally {
      over()
    }
  }

  /** Follows a run to its end, looking at it as all views at once would. */
  async follow(id: string): Promise<void> {
    for (;;) {
      const { summary } = await this.ask('readRun', { id })
      await this.ask('listRuns')
      await this.ask('readTraining', { id })
      if (summary.state === 'finished') return
      if (summary.state === 'failed') throw new Error(`the run failed: ${summary.reason}`)
      const over = this.#watch.during(`${summary.state} of ${summary.protocol}`)
      await new Promise(resolve => setTimeout(resolve, 300))
      over()
    }
  }
}

async function goThrough(person: Person): Promise<void> {
  const bytes = existsSync(file) ? readFileSync(file) : makeFile()
  const { token } = await person.ask('previewCsv', { name: 'KO.csv', bytes })
  const imported = await person.ask('importCsv', { token, mapping: {}, skipBadRows: true })
  const { revisionId } = imported
  await person.ask('readSeries', { revisionId })
  const sample = await person.ask('takeSample', { name: 'random-walk', seed: 7 })
  await person.ask('readSeries', { revisionId: sample.revisionId })
  const small = { hidden: 2, layers: 1 }
  const networks = tutorialPreset.models.map(model => ({ ...model, ...small }))
  const tutorial = { ...tutorialPreset, models: networks, epochs: 600, batch: 1024 }
  const sealed = { ...sealedPreset, models: networks, days: null, epochs: 2, batch: 8192 }
  const ids: string[] = []
  for (const experiment of [tutorial, sealed]) {
    await person.ask('estimateRun', { experiment, revisionId })
    const { id } = await person.ask('startRun', { experiment, revisionId, quickLook: false })
    await person.follow(id)
    ids.push(id)
  }
  for (const id of ids) await lookAt(person, id, sample.revisionId)
  await care(person)
}

async function lookAt(person: Person, id: string, other: number): Promise<void> {
  const { window } = person
  await person.ask('readFigures', { id })
  await person.ask('openTest', { id }).catch(() => {}) // of the tutorial there is nothing to open
  await person.ask('readFigures', { id })
  await person.ask('readTrace', { id, model: 'lstm', window: 3 })
  await person.ask('readForecast', { id, horizon: 60 })
  await person.ask('readForecast', { id, horizon: 30 })
  await person.ask('applyRun', { id, revisionId: other })
  window.desk.path = join(window.folder, `report-${id}`)
  await person.ask('exportRun', { id })
  window.desk.path = join(window.folder, `${id}.zip`)
  await person.ask('exportZip', { id })
  await person.ask('importZip', { name: `${id}.zip`, bytes: readFileSync(window.desk.path) })
}

async function care(person: Person): Promise<void> {
  const { window } = person
  await person.ask('listSeries')
  await person.ask('readDiskUse')
  window.desk.path = join(window.folder, 'problem.zip')
  await person.ask('writeDiagnostics')
  window.desk.path = join(window.folder, 'backup.sqlite')
  await person.ask('backUp')
  await person.ask('restoreBackup')
  await person.ask('cleanUp', { purgeDeleted: true })
}

function makeFile(): Uint8Array {
  const dates = makeDates(bars)
  const rows = makePrices(bars).map((price, i) => `${dates[i]},${price}`)
  return new TextEncoder().encode(['date,close', ...rows, ''].join('\n'))
}

/** The figures as lines. */
export function loopLines({ turns, stalls }: LoopFigures): string[] {
  const ms = (value: number) => `${value.toFixed(0)} ms`
  return [
    timesLine(
      "Main's loop, on a core",
      turns.map(turn => turn.busy),
      most
    ),
    timesLine(
      "Main's loop, with waits for the disk",
      turns.map(turn => turn.held),
      most
    ),
    ...stalls.map(
      ({ held, busy, wall, during, where }) =>
        `  held ${ms(held)} (on a core ${ms(busy)}, by the clock ${ms(wall)}) during ${during}\n` +
        where.map(line => `      ${line}`).join('\n')
    ),
  ]
}

if (import.meta.main)
  for (const line of loopLines(await measureLoop(Number(process.argv[2] ?? most))))
    console.log(line)
