import { describe, expect, it } from 'vitest'
import type { Hindcast } from '../../../src/main/api/hindcast.ts'
import { listSummaries } from '../../../src/main/api/list-runs.ts'
import { openService } from '../../../src/main/api/open-service.ts'
import { deleteRun } from '../../../src/main/store/deletion.ts'
import { readPreferences, writePreferences } from '../../../src/main/store/preferences.ts'
import { readPresets, writePreset } from '../../../src/main/store/presets.ts'
import { readQueue, requeueInterrupted, takePlace } from '../../../src/main/store/queue.ts'
import { markRun } from '../../../src/main/store/run-states.ts'
import {
  damagedReason,
  findRun,
  listRuns,
  readResults,
  saveResults,
} from '../../../src/main/store/runs.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { storeFailure } from '../../../src/main/store/store-failure.ts'
import { createStudy, listStudies, readUnits, saveUnit } from '../../../src/main/store/studies.ts'
import { describeFailure } from '../../../src/shared/failure.ts'
import type { Results } from '../../../src/shared/results.ts'
import { TestDesk } from '../api/service-fixtures.ts'
import { fakeLaunch } from '../training/fake-trainers.ts'
import { makeRun } from './examples.ts'
import { openForTest } from './fixtures.ts'

/** Flips the lowest bit of a letter in the middle of a text: valid JSON may come out, or none. */
function flip({ db }: Store, table: string, column: string, where: string): void {
  const row = db.prepare(`SELECT ${column} AS text FROM ${table} WHERE ${where}`).get()
  const { text } = row as { text: string }
  const bytes = Buffer.from(text)
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  db.pragma('ignore_check_constraints = ON') // a disk knows none
  db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${where}`).run(bytes.toString('latin1'))
  db.pragma('ignore_check_constraints = OFF')
}

/** Two runs of which the first one's specification is damaged. */
function prepare() {
  const { store } = openForTest()
  const hurt = makeRun(store)
  const sound = makeRun(store, { seed: 99 })
  const h = { store } as Hindcast
  return { store, h, hurt, sound }
}

const hurtSpec = (store: Store, run: string) =>
  flip(store, 'experiments', 'spec', `id = (SELECT experiment_id FROM runs WHERE id = '${run}')`)

describe('a run whose specification was changed on the disk', () => {
  it('stands in both lists as damaged, beside all others', () => {
    const { store, h, hurt, sound } = prepare()
    hurtSpec(store, hurt)
    expect(listRuns(store).map(({ id, reason }) => [id, reason])).toEqual([
      [sound, null],
      [hurt, damagedReason],
    ])
    const [first, second] = listSummaries(h)
    expect(first).toMatchObject({ id: sound, state: 'queued' })
    expect(second).toMatchObject({ id: hurt, state: 'failed', label: 'damaged' })
  })

  it('is told as that by its name, and can be deleted', () => {
    const { store, hurt, sound } = prepare()
    hurtSpec(store, hurt)
    const found = findRun(store, hurt)
    expect(found).toMatchObject({ ok: false, failure: { kind: 'damaged-row', of: `run ${hurt}` } })
    if (!found.ok) expect(describeFailure(found.failure)).toContain('its specification')
    expect(deleteRun(store, hurt)).toEqual({ ok: true, value: { id: hurt } })
    expect(listRuns(store).map(({ id }) => id)).toEqual([sound])
  })

  it('holds up nobody in the queue', () => {
    const { store, hurt, sound } = prepare()
    for (const id of [hurt, sound]) {
      markRun(store, id, 'interrupted')
      takePlace(store, id)
    }
    hurtSpec(store, hurt)
    expect(requeueInterrupted(store)).toEqual([sound])
    expect(readQueue(store)).toEqual([sound])
  })
})

it('does not keep a window from opening, though it has a place in the queue', async () => {
  const { store, hurt, sound } = prepare()
  for (const id of [hurt, sound]) {
    markRun(store, id, 'interrupted')
    takePlace(store, id)
  }
  store.db.prepare(`UPDATE runs SET state = 'queued' WHERE id = ?`).run(hurt)
  hurtSpec(store, hurt)
  store.close()
  const told: string[] = []
  const opened = openService({
    folder: store.folder,
    desk: new TestDesk(),
    launch: fakeLaunch().launch,
    publish: (event, value) => {
      if (event === 'notice') told.push((value as { text: string }).text)
    },
  })
  if (!opened.ok) throw new Error(describeFailure(opened.failure))
  const { service } = opened.value
  expect(await service.answer('listRuns', undefined)).toMatchObject({
    value: [
      { id: sound, state: 'training' },
      { id: hurt, label: 'damaged' },
    ],
  })
  expect(told).toEqual([expect.stringContaining(`run ${hurt} is damaged`)])
  expect(await service.answer('deleteRun', { id: hurt })).toEqual({ ok: true, value: undefined })
  void service.close()
})

it('results that were changed are refused, those of other runs are read', () => {
  const { store, hurt, sound } = prepare()
  const results = { headline: 'It found this.', verdicts: [], seal: { openingsOfSeries: 0 } }
  for (const id of [hurt, sound]) saveResults(store, id, results as unknown as Results)
  flip(store, 'runs', 'results', `id = '${hurt}'`)
  try {
    readResults(store, hurt)
    expect.unreachable()
  } catch (error) {
    expect(storeFailure(error, store.folder)).toMatchObject({ kind: 'damaged-row' })
  }
  expect(readResults(store, sound)?.headline).toBe('It found this.')
  expect(listRuns(store).map(({ headline }) => headline)).toEqual([
    'It found this.',
    'It found this.',
  ])
})

it('a damaged study is shown as that, and a damaged part of one is worked at again', () => {
  const { store, hurt } = prepare()
  const [first, second] = [1, 2].map(() =>
    createStudy(store, { run: hurt, spec: { kind: 'proof' }, testOpen: false })
  )
  for (const position of [0, 1]) saveUnit(store, second ?? '', position, { skill: 0.25 }, 1)
  flip(store, 'study_units', 'data', `position = 1`)
  expect([...readUnits(store, second ?? '').keys()]).toEqual([0])
  flip(store, 'studies', 'spec', `id = '${first}'`)
  const shown = listStudies(store, hurt).map(({ id, state }) => [id, state])
  expect(shown).toEqual([
    [second, 'waiting'],
    [first, 'failed'],
  ])
})

it('a damaged choice counts as never made, a damaged preset as not there', () => {
  const { store } = prepare()
  writePreferences(store, { theme: 'dark', other: 'light' })
  for (const name of ['a', 'b']) writePreset(store, name, { name })
  flip(store, 'preferences', 'value', `key = 'theme'`)
  flip(store, 'presets', 'value', `name = 'a'`)
  expect(readPreferences(store)).toEqual({ other: 'light' })
  expect(readPresets(store).map(({ name }) => name)).toEqual(['b'])
})

it('a text that is no JSON is refused by every column that holds some', () => {
  const { store, hurt } = prepare()
  createStudy(store, { run: hurt, spec: { kind: 'proof' }, testOpen: false })
  const set = (sql: string) => () => store.db.prepare(sql).run()
  for (const sql of [
    `UPDATE experiments SET spec = '{'`,
    `UPDATE runs SET results = '{'`,
    `UPDATE studies SET spec = '{'`,
    `UPDATE studies SET results = '{'`,
    `INSERT INTO study_units VALUES ((SELECT id FROM studies), 0, 1, '{', NULL)`,
    `INSERT INTO preferences VALUES ('a', '{', NULL)`,
    `INSERT INTO presets VALUES ('a', '{', NULL)`,
    `INSERT INTO diary (previous, hash, payload) VALUES ('', '', '{')`,
  ])
    expect(set(sql)).toThrow(/CHECK|JSON/)
})
