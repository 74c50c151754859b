import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeDates, makeExperiment, makePrices } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

// Real trainings, a real database; the clock is the test's.

let window: TestWindow
let now: Date
const prices = makePrices(140)
const dates = makeDates(140)

/** The last closed day is this bar: the next morning, in UTC. */
const setClock = (bar: number) => {
  now = new Date(`${dates[bar + 1]}T01:00:00Z`)
}

beforeEach(() => {
  window = new TestWindow().open({ now: () => now })
})
afterEach(() => window.dispose())

/** As a file dropped on the window: the first so many bars, times a factor. */
async function drop(count: number, factor = 1): Promise<number> {
  const rows = prices.slice(0, count).map((price, i) => `${dates[i]},${price * factor}`)
  const bytes = Buffer.from(['date,close', ...rows, ''].join('\n'))
  const { token } = await window.must('previewCsv', { name: 'ACME.csv', bytes })
  const request = { token, mapping: {}, skipBadRows: false }
  return (await window.must('importCsv', request)).revisionId
}

async function train(revisionId: number, changes: object = {}, quickLook = false) {
  const experiment = makeExperiment({ epochs: 2, ...changes })
  const { id } = await window.must('startRun', { experiment, revisionId, quickLook })
  await window.untilState(id, 'finished')
  await window.until(() => window.service.training() === 0)
  return id
}

describe('the diary of a series', () => {
  it('freezes each finished run once, in prices, with every forecaster', async () => {
    setClock(99)
    const revisionId = await drop(100)
    const id = await train(revisionId)
    const { entries, chain } = await window.must('readDiary', { revisionId })
    expect(chain).toMatchObject({ state: 'intact', count: 1, head: entries[0]?.hash })
    const figures = await window.must('readFigures', { id })
    const { forecast } = await window.must('readForecast', { id, horizon: 5 })
    const inPrices = (path: readonly number[]) => path.map(value => value * prices[0]!)
    expect(entries[0]?.frozen).toMatchObject({
      kind: 'forecast',
      number: 1,
      symbol: 'ACME',
      source: 'csv',
      run: id,
      quickLook: false,
      origin: dates[99],
      knownTo: dates[99],
      used: figures.results.series.usedHash,
      revision: figures.results.series.hash,
      dates: forecast.dates,
      guessed: forecast.guessed,
      paths: {
        persistence: inPrices(forecast.persistence),
        drift: inPrices(forecast.drift),
        'train-mean': inPrices(forecast.baselines['train-mean']),
        ridge: inPrices(forecast.baselines.ridge),
        rnn: inPrices(forecast.models['rnn'] ?? []),
      },
    })
    expect(entries[0]?.frozen.before.prices).toEqual(prices.slice(70, 100))
    expect(window.events('diary-changed').length).toBeGreaterThan(0)

    const again = await window.must('freezeForecast', { id })
    expect(again.number).toBe(1)
    await window.close()
    window.open({ now: () => now })
    await window.must('readForecast', { id, horizon: 5 })
    expect((await window.must('readDiary', { revisionId })).chain.count).toBe(1)
  })

  it('keeps the bands that the run had, edge by edge', async () => {
    setClock(139 - 1)
    const revisionId = await drop(139)
    const id = await train(revisionId, { horizon: 3, trainShare: 0.5 })
    const { entries } = await window.must('readDiary', { revisionId })
    const { results } = await window.must('readFigures', { id })
    const frozen = entries[0]!.frozen
    const widths = results.bands?.forecasters.find(({ name }) => name === 'rnn')?.bands[80].forecast
    const band = frozen.bands.find(({ model, level }) => model === 'rnn' && level === 0.8)!
    expect(widths?.every(width => width !== null)).toBe(true)
    frozen.paths['rnn']!.forEach((value, k) => {
      expect(band.low[k]).toBeCloseTo(value! * Math.exp(-widths![k]!), 9)
      expect(band.high[k]).toBeCloseTo(value! * Math.exp(widths![k]!), 9)
    })
  })

  it('is scored when newer bars come, and says so; deleting the run keeps the entry', async () => {
    setClock(99)
    const first = await drop(100)
    const id = await train(first)
    await window.must('deleteRun', { id })
    setClock(102)
    const revisionId = await drop(103)
    expect(window.events('notice')).toContainEqual({
      text: '1 frozen forecast has 3 new days of ACME. See them under Lab, Diary.',
      intent: 'info',
    })
    const { entries, running } = await window.must('readDiary', { revisionId })
    const { frozen, score } = entries[0]!
    expect(score).toMatchObject({ basis: 'same', foretold: 3, known: 0 })
    expect(score.days.slice(0, 3).map(({ actual }) => actual)).toEqual(prices.slice(100, 103))
    const sum = (name: string) =>
      [0, 1, 2].reduce((total, k) => total + (frozen.paths[name]![k]! - prices[100 + k]!) ** 2, 0)
    const skill = 1 - sum('rnn') / sum('persistence')
    expect(score.forecasters.find(({ name }) => name === 'rnn')?.skill).toBeCloseTo(skill, 10)
    expect(running).toMatchObject({ entries: 1, days: 3, tooFew: true })
    // the state before knows it too: the diary is the series', not the revision's
    expect((await window.must('readDiary', { revisionId: first })).entries).toEqual(entries)
  })

  it('is at today’s scale after a split', async () => {
    setClock(99)
    await train(await drop(100))
    setClock(104)
    const plain = await window.must('readDiary', { revisionId: await drop(105) })
    const split = await window.must('readDiary', { revisionId: await drop(105, 0.25) })
    expect(split.entries[0]?.score).toMatchObject({ basis: 'rescaled', foretold: 5 })
    const skills = (diary: typeof split) =>
      diary.entries[0]!.score.forecasters.map(({ skill }) => expect.closeTo(skill ?? NaN, 9))
    expect(split.entries[0]!.score.forecasters.map(({ skill }) => skill)).toEqual(skills(plain))
  })

  it('proves nothing by a forecast of days that had come by the clock', async () => {
    setClock(101)
    await train(await drop(100))
    setClock(104)
    const { entries } = await window.must('readDiary', { revisionId: await drop(105) })
    expect(entries[0]?.frozen.knownTo).toBe(dates[101])
    expect(entries[0]?.score).toMatchObject({ known: 2, foretold: 3 })
  })

  it('marks a quick look, and is not frozen anew by an opening that changes no forecast', async () => {
    setClock(99)
    const revisionId = await drop(100)
    await train(revisionId, {}, true)
    const sealed = await train(revisionId, { protocol: 'sealed', horizon: 1 })
    await window.must('openTest', { id: sealed })
    const { entries, chain } = await window.must('readDiary', { revisionId })
    expect(entries.map(({ frozen }) => [frozen.run === sealed, frozen.quickLook])).toEqual([
      [false, true],
      [true, false],
    ])
    expect(chain.count).toBe(2)
  })

  it('names an edit, shows it, and counts it for nothing', async () => {
    setClock(99)
    const revisionId = await drop(100)
    await train(revisionId)
    await train(revisionId, { seed: 8 })
    setClock(104)
    await drop(105)
    const db = new Database(join(window.folder, 'data', 'hindcast.sqlite'))
    db.exec('DROP TRIGGER diary_keeps')
    db.exec(`UPDATE diary SET payload = replace(payload, 'false', 'true') WHERE position = 1`)
    db.close()
    const { entries, chain, running } = await window.must('readDiary', { revisionId })
    expect(chain).toMatchObject({ state: 'broken', faults: [{ kind: 'changed', number: 1 }] })
    expect(entries.map(({ isSound }) => isSound)).toEqual([false, true])
    expect(running.entries).toBe(1)
  })

  it('of runs from before can be begun by hand; another run’s zip freezes nothing', async () => {
    setClock(99)
    const revisionId = await drop(100)
    const id = await train(revisionId)
    window.desk.path = join(window.folder, 'run.zip')
    await window.must('exportZip', { id })
    const other = new TestWindow().open({ now: () => now })
    try {
      const bytes = readFileSync(window.desk.path)
      const imported = await other.must('importZip', { name: 'run.zip', bytes })
      const run = await other.must('readRun', imported)
      const before = await other.must('readDiary', { revisionId: run.revision.id })
      expect(before).toMatchObject({ entries: [], chain: { state: 'empty' } })
      setClock(102)
      const { frozen } = await other.must('freezeForecast', imported)
      expect(frozen).toMatchObject({ run: imported.id, origin: dates[99], knownTo: dates[102] })
    } finally {
      await other.dispose()
    }
  })

  it('goes on after a restored backup, with a note', async () => {
    setClock(99)
    const revisionId = await drop(100)
    await train(revisionId)
    window.desk.path = join(window.folder, 'backup.sqlite')
    await window.must('backUp')
    await train(revisionId, { seed: 8 })
    await window.must('restoreBackup')
    const { chain, notes, entries } = await window.must('readDiary', { revisionId })
    expect(chain).toMatchObject({ state: 'intact', count: 2 })
    expect(entries).toHaveLength(1)
    expect(notes[0]?.text).toMatch(/^A backup was restored through Hindcast/)
  })

  it('refuses a series that is not there and a run that is not finished', async () => {
    expect(await window.refusal('readDiary', { revisionId: 99 })).toMatchObject({
      kind: 'no-such-series',
    })
    expect(await window.refusal('freezeForecast', { id: 'zzzzzz' })).toMatchObject({
      kind: 'no-such-run',
    })
  })
})
