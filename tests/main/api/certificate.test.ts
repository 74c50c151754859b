import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type Certificate,
  firstDifference,
  parseCertificate,
} from '../../../src/main/api/certificate.ts'
import { makeExperiment, must } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

let window: TestWindow
let id: string
let path: string
let text: string

beforeAll(async () => {
  window = new TestWindow().open()
  const { revisionId } = await window.must('takeSample', { name: 'random-walk' })
  const experiment = makeExperiment({ protocol: 'sealed', days: 150, epochs: 3 })
  id = (await window.must('startRun', { experiment, revisionId, quickLook: false })).id
  await window.untilState(id, 'finished')
  path = join(window.folder, 'certificate.json')
  window.desk.path = path
  await window.must('saveCertificate', { id })
  text = readFileSync(path, 'utf8')
})
afterAll(() => window.dispose())

const certificate = () => JSON.parse(text) as Certificate

/** Keys sorted at every depth, no blanks: written anew, as another program would check it. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, own]) => `${JSON.stringify(key)}:${canonical(own)}`).join()}}`
}

it('a certificate carries the map, the hashes and the openings, and the hash of all that', async () => {
  const { sha256, ...body } = certificate()
  const map = await window.must('readLeakage', { id })
  expect(body.map).toEqual(map)
  expect(map.violations).toEqual([])
  expect(body).toMatchObject({
    kind: 'hindcast-leakage-certificate',
    run: id,
    seal: { state: 'closed', openingsOfSeries: 0 },
    openings: [],
    tries: 1,
  })
  for (const hash of [body.series.hash, body.series.usedHash, body.weights['rnn']])
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(sha256).toBe(createHash('sha256').update(canonical(body)).digest('hex'))
})

it('is intact as written, and altered after a single digit', () => {
  expect(must(parseCertificate('c.json', text)).isIntact).toBe(true)
  const forged = text.replace('"openingsOfSeries": 0', '"openingsOfSeries": 1')
  expect(forged).not.toBe(text)
  expect(must(parseCertificate('c.json', forged)).isIntact).toBe(false)
  for (const other of ['no json', '{}', '[1]', '{"kind":"something"}'])
    expect(parseCertificate('c.json', other)).toMatchObject({
      ok: false,
      failure: { kind: 'unreadable-file', file: 'c.json' },
    })
})

it('made again it says the same, also once the test part was opened, and that is counted', async () => {
  await window.must('openTest', { id })
  window.desk.path = path
  await window.must('saveCertificate', { id })
  const later = JSON.parse(readFileSync(path, 'utf8')) as Certificate
  expect(firstDifference(certificate(), later)).toBeNull()
  expect(later).toMatchObject({
    seal: { state: 'open', openingsOfSeries: 1 },
    openings: [{ run: id }],
    map: { testOpen: true, violations: [] },
  })
  const weights = { ...later.weights, rnn: '0'.repeat(64) }
  expect(firstDifference(certificate(), { ...later, weights })).toBe('weights')
})

it('there is none of a run that is not finished', async () => {
  expect(await window.refusal('readLeakage', { id: 'zzzzzz' })).toMatchObject({
    kind: 'no-such-run',
  })
})

it('an opening is told by every later run of the series, and by every earlier one', async () => {
  const { revision, experiment } = await window.must('readRun', { id })
  const other = { experiment: { ...experiment, epochs: 4 }, revisionId: revision.id }
  const closed = (await window.must('startRun', { ...other, quickLook: false })).id
  await window.untilState(closed, 'finished')
  const seal = async () => (await window.must('readFigures', { id: closed })).results.seal
  expect(await seal()).toEqual({ state: 'closed', openedAt: null, openingsOfSeries: 1 })
  const third = { ...other, experiment: { ...experiment, epochs: 5 } }
  const opened = (await window.must('startRun', { ...third, quickLook: false })).id
  await window.untilState(opened, 'finished')
  await window.must('openTest', { id: opened })
  expect(await seal()).toEqual({ state: 'closed', openedAt: null, openingsOfSeries: 2 })
  window.desk.path = path
  await window.must('saveCertificate', { id: closed })
  const { openings } = JSON.parse(readFileSync(path, 'utf8')) as Certificate
  expect(openings.map(({ run }) => run)).toEqual([id, opened])
})
