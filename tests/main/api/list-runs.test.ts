import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runLabel } from '../../../src/main/api/run-label.ts'
import { listMigrations, migrationsFolder } from '../../../src/main/store/migrate.ts'
import { type Experiment, experimentSchema } from '../../../src/shared/experiment.ts'
import { quickLook, sealedPreset, tutorialPreset } from '../../../src/shared/presets.ts'
import { makeExperiment, makeModel } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

let window: TestWindow

beforeEach(() => {
  window = new TestWindow().open()
})
afterEach(() => window.dispose())

async function train(changes: object = {}) {
  const { revisionId } = await window.must('takeSample', { name: 'momentum' })
  const experiment = makeExperiment({
    days: 150,
    models: [makeModel('rnn'), makeModel('gru')],
    ...changes,
  })
  const { id } = await window.must('startRun', { experiment, revisionId, quickLook: false })
  await window.untilState(id, 'finished')
  return id
}

/** The finished run so many times over, as SQL: training a thousand would take a day. */
async function multiply(id: string, count: number): Promise<void> {
  await window.close()
  const db = new Database(join(window.folder, 'data/hindcast.sqlite'))
  const columns = (table: string) =>
    (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
  const runs = columns('runs').filter(name => name !== 'id' && name !== 'created_at')
  const models = columns('run_models').filter(name => name !== 'id' && name !== 'run_id')
  const series = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`
  db.exec(`${series} INSERT INTO runs (id, created_at, ${runs})
    SELECT printf('x%05d', i), strftime('%Y-%m-%dT%H:%M:%fZ', '2020-01-01', i || ' minutes'), ${runs}
    FROM n, runs WHERE id = '${id}'`)
  db.exec(`${series} INSERT INTO run_models (run_id, ${models})
    SELECT printf('x%05d', i), ${models} FROM n, run_models WHERE run_id = '${id}'`)
  db.close()
  window.open()
}

describe('the list of runs', () => {
  it('is a thousand rows without a result being parsed', async () => {
    const id = await train()
    const [one] = await window.must('listRuns')
    await multiply(id, 1000)
    const runs = await window.must('listRuns')
    expect(runs).toHaveLength(1001)
    expect(runs[0]).toEqual(one)
    expect(runs[1]).toEqual({ ...one, id: 'x01000', createdAt: runs[1]?.createdAt })
    expect(runs.at(-1)?.id).toBe('x00001')
    // spoilt results show that nobody looks at them
    const db = new Database(join(window.folder, 'data/hindcast.sqlite'))
    db.exec(`UPDATE runs SET results = '{}'`)
    db.close()
    expect(await window.must('listRuns')).toEqual(runs)
  })

  it('tells the best network by its skill on the part that the verdict speaks of', async () => {
    const id = await train({ protocol: 'sealed', epochs: 10 })
    const best = async () => {
      const [[summary], { results }] = await Promise.all([
        window.must('listRuns'),
        window.must('readRun', { id }),
      ])
      const skills = results?.verdicts.map(({ skill }) => skill ?? -9) ?? []
      expect(summary?.best?.skill).toBe(Math.max(...skills))
      const verdict = results?.verdicts.find(({ model }) => model === summary?.best?.model)
      expect(summary?.best?.outcome).toBe(verdict?.outcome)
      return [summary?.seal, summary?.best?.skill] as const
    }
    const [closed, before] = await best()
    await window.must('openTest', { id })
    const [open, after] = await best()
    expect([closed, open]).toEqual(['closed', 'open'])
    expect(after).not.toBe(before)
  })

  it('keeps a name, a star and a note, and loses a deleted run until it is restored', async () => {
    const id = await train()
    await window.must('renameRun', { id, name: '  The long one ' })
    await window.must('starRun', { id, starred: true })
    await window.must('noteRun', { id, note: 'two\nlines' })
    const named = { name: 'The long one', starred: true, note: 'two\nlines' }
    expect(await window.must('listRuns')).toMatchObject([named])
    await window.must('deleteRun', { id })
    expect(await window.must('listRuns')).toEqual([])
    expect(await window.refusal('starRun', { id, starred: false })).toMatchObject({
      kind: 'no-such-run',
    })
    await window.must('restoreRun', { id })
    await window.must('renameRun', { id, name: null })
    await window.must('starRun', { id, starred: false })
    expect(await window.must('listRuns')).toMatchObject([{ ...named, name: null, starred: false }])
  })

  it('knows the best of runs that an older Hindcast left', async () => {
    const id = await train()
    const [summary] = await window.must('listRuns')
    await window.close()
    const file = join(window.folder, 'data/hindcast.sqlite')
    downgrade(file)
    window.open()
    expect(window.notices.join()).toContain('copy was kept')
    expect(await window.must('listRuns')).toEqual([summary])
    expect((await window.must('readFigures', { id })).results.id).toBe(id)
  })
})

/** Takes all migrations but the first back, as far as tables and columns go. */
function downgrade(file: string): void {
  const db = new Database(file)
  for (const migration of listMigrations(migrationsFolder).slice(1).toReversed())
    takeBack(db, readFileSync(migration.file, 'utf8'))
  db.pragma('user_version = 1')
  db.close()
}

function takeBack(db: Database.Database, sql: string): void {
  for (const [, index] of sql.matchAll(/CREATE UNIQUE INDEX (\w+)/g)) db.exec(`DROP INDEX ${index}`)
  for (const [, table, column] of sql.matchAll(/ALTER TABLE (\w+) ADD COLUMN (\w+)/g))
    db.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`)
  for (const [, table] of sql.matchAll(/CREATE TABLE (\w+)/g)) db.exec(`DROP TABLE ${table}`)
}

describe('a run’s label', () => {
  const label = (changes: Partial<Experiment>, preset: Experiment = tutorialPreset) =>
    runLabel(experimentSchema.parse({ ...preset, ...changes }))
  const sized = (hidden: number, layers = 2) =>
    tutorialPreset.models.map(model => ({ ...model, hidden, layers }))

  it.each([
    ['', label({})],
    ['', label({ seed: 99 })],
    ['', label({}, sealedPreset)],
    ['layer norm', label({ norm: 'layer' })],
    ['64 × 2', label({ models: sized(64) })],
    ['64 × 1 · layer norm · clip 1', label({ models: sized(64, 1), norm: 'layer', clip: 1 })],
    [
      'rate 0.001',
      label({ models: tutorialPreset.models.map(m => ({ ...m, learningRate: 1e-3 })) }),
    ],
    ['rnn 16 × 2 · lstm 32 × 2', label({ models: [sized(16)[0]!, sized(32)[1]!] })],
    ['no clipping · in order', label({ clip: null, shuffle: false }, sealedPreset)],
    ['16 × 1 · rate 0.01 · 300 epochs · not trained again', label({}, quickLook.experiment)],
  ])('is “%s”', (expected, found) => {
    expect(found).toBe(expected)
  })
})
