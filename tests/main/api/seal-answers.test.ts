import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Hindcast, openHindcast } from '../../../src/main/api/hindcast.ts'
import { applyStored, readStoredWeights } from '../../../src/main/api/stored-weights.ts'
import { readBars } from '../../../src/main/store/revisions.ts'
import { readRun } from '../../../src/main/store/runs.ts'
import { prepare } from '../../../src/shared/lab/prepare.ts'
import { targetBar } from '../../../src/shared/lab/split.ts'
import { inUnit } from '../../../src/shared/lab/units.ts'
import { makeWindows } from '../../../src/shared/lab/windows.ts'
import { makeExperiment, makeModel, must } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

/**
 * What a window can be told of a sealed run: no answer may hold a number that could only come from
 * the closed test part. The numbers looked for are made here, from the stored weights.
 */
let window: TestWindow
let id: string
let secrets: readonly number[]
let testDates: readonly string[]

beforeAll(async () => {
  window = new TestWindow().open()
  const { revisionId } = await window.must('takeSample', { name: 'momentum' })
  const experiment = makeExperiment({
    protocol: 'sealed',
    days: 150,
    epochs: 20,
    models: [makeModel('rnn'), makeModel('lstm')],
  })
  id = (await window.must('startRun', { experiment, revisionId, quickLook: false })).id
  await window.untilState(id, 'finished')
  ;({ secrets, testDates } = await makeSecrets())
})
afterAll(() => window.dispose())

/** The networks' predictions of every test day, in both units. */
async function makeSecrets() {
  const { hindcast: h } = must(
    openHindcast({ folder: join(window.folder, 'data'), kind: 'a test' })
  )
  const run = readRun(h.store, id)
  const prepared = must(prepare(readBars(h.store, run.revision.id), run.experiment))
  const { test } = prepared.split
  const values = await Promise.all(run.experiment.models.map(model => predict(h, model.name)))
  const dates = Array.from(
    { length: test.end - test.start },
    (_, k) => prepared.dates[targetBar(prepared, test.start + k)]!
  )
  h.close()
  return {
    secrets: values.flatMap(own => own.flatMap((z, k) => [z, inUnit(prepared, test.start + k, z)])),
    testDates: dates,
  }

  async function predict(h: Hindcast, name: string): Promise<number[]> {
    const model = run.experiment.models.find(one => one.name === name)!
    const weights = readStoredWeights(h.store, { run: id, model: name, phase: 'train' })
    const windows = makeWindows(prepared.values, prepared.window, test).inputs
    const applied = await applyStored(h, run.experiment, model, weights, { windows, paths: {} })
    return [...must(applied).predictions]
  }
}

/** Every number in a value, however deep. */
function numbersIn(value: unknown, found: number[] = []): number[] {
  if (typeof value === 'number') found.push(value)
  else if (ArrayBuffer.isView(value)) found.push(...(value as unknown as Iterable<number>))
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) numbersIn(inner, found)
  return found
}

/** Secrets among these numbers; a trace agrees with the engine to float32's rounding only. */
function leaks(numbers: readonly number[], near = 1e-6): number[] {
  const sorted = Float64Array.from(numbers).sort()
  return secrets.filter(secret => {
    let [low, high] = [0, sorted.length]
    const margin = Math.abs(secret) * near
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]! < secret - margin) low = middle + 1
      else high = middle
    }
    return low < sorted.length && sorted[low]! <= secret + margin
  })
}

/** All that a window can ask about the run. */
async function answers() {
  const { windows } = await window.must('readTrace', { id, model: 'rnn', window: 0 })
  const traces = await Promise.all(
    Array.from({ length: windows }, (_, at) =>
      window.must('readTrace', { id, model: 'lstm', window: at })
    )
  )
  return {
    listRuns: await window.must('listRuns'),
    readRun: await window.must('readRun', { id }),
    readTraining: await window.must('readTraining', { id }),
    readFigures: await window.must('readFigures', { id }),
    readTrace: traces,
    readReplay: await Promise.all(
      ['rnn', 'lstm'].map(model => window.must('readReplay', { id, model }))
    ),
    // at the run's own horizon the stored paths, at another one computed when asked for
    readForecast: await Promise.all(
      [30, 5].map(horizon => window.must('readForecast', { id, horizon }))
    ),
  }
}

async function zipped(): Promise<Record<string, Uint8Array>> {
  window.desk.path = join(window.folder, 'run.zip')
  await window.must('exportZip', { id })
  return unzipSync(readFileSync(window.desk.path))
}

/** Numbers of a zip, every one kept whole: in its texts, and in its columns of base64. */
function numbersInZip(files: Record<string, Uint8Array>): number[] {
  return Object.entries(files).flatMap(([name, bytes]) => {
    if (/\.(png|safetensors)$/.test(name)) return []
    const text = Buffer.from(bytes).toString('utf8')
    const plain = (text.match(/-?\d+\.\d+(e-?\d+)?/g) ?? []).map(Number)
    const columns = (text.match(/"[A-Za-z0-9+/]{11,}={0,2}"/g) ?? []).flatMap(quoted => {
      const raw = Buffer.from(quoted.slice(1, -1), 'base64')
      return Array.from({ length: raw.length >> 3 }, (_, i) => raw.readDoubleLE(i * 8))
    })
    return [...plain, ...columns]
  })
}

it('a closed test part is in no answer, and in no zip', async () => {
  const closed = await answers()
  expect(secrets.length).toBeGreaterThan(50)
  expect(closed.readRun).toMatchObject({ summary: { seal: 'closed' } })
  for (const [name, answer] of Object.entries(closed))
    expect([name, leaks(numbersIn(answer))]).toEqual([name, []])
  expect(closed.readTraining.persistenceLoss.test).toBeNaN()
  expect(closed.readTraining.losses['rnn']?.test.every(Number.isNaN)).toBe(true)
  const shown = closed.readTrace.map(({ targetDate }) => targetDate)
  const hindcast = closed.readForecast.flatMap(paths => paths.hindcast.dates)
  expect([...shown, ...hindcast].filter(date => testDates.includes(date))).toEqual([])
  const { windows } = closed.readTrace[0]!
  expect(await window.refusal('readTrace', { id, model: 'rnn', window: windows })).toEqual({
    kind: 'no-such-window',
    window: windows,
    windows,
  })
  expect(leaks(numbersInZip(await zipped()), 1e-10)).toEqual([])
})

it('an opened one is, so that the search above means something', async () => {
  await window.must('openTest', { id })
  const opened = await answers()
  expect(opened.readRun.summary.seal).toBe('open')
  expect(leaks(numbersIn(opened.readFigures)).length).toBeGreaterThan(secrets.length / 3)
  expect(leaks(numbersIn(opened.readTrace)).length).toBeGreaterThan(0)
  const hindcast = opened.readForecast.flatMap(paths => paths.hindcast.dates)
  expect(hindcast.some(date => testDates.includes(date))).toBe(true)
  expect(leaks(numbersInZip(await zipped()), 1e-10).length).toBeGreaterThan(secrets.length / 3)
  expect(await window.refusal('openTest', { id })).toMatchObject({ kind: 'already-open' })
})
