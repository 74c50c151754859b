import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLog } from '../../../src/main/api/log.ts'
import { experimentSchema } from '../../../src/shared/experiment.ts'
import { tutorialPreset } from '../../../src/shared/presets.ts'
import { makeExperiment } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

let window: TestWindow
const at = (name: string) => join(window.folder, name)
const bytesOf = (text: string) => new TextEncoder().encode(text)

beforeEach(() => {
  window = new TestWindow().open()
})
afterEach(() => window.dispose())

async function train() {
  const { revisionId } = await window.must('takeSample', { name: 'random-walk' })
  const experiment = makeExperiment({ days: 120 })
  const { id } = await window.must('startRun', { experiment, revisionId, quickLook: false })
  await window.untilState(id, 'finished')
  return { id, revisionId }
}

describe('a file', () => {
  it('is saved where the person says, and shown by its token alone', async () => {
    window.desk.path = at('chart.svg')
    const saved = await window.must('saveFile', { name: 'chart.svg', content: '<svg/>' })
    expect(saved).toMatchObject({ path: at('chart.svg'), bytes: 6 })
    expect(readFileSync(at('chart.svg'), 'utf8')).toBe('<svg/>')
    await window.must('revealFile', { token: saved?.token ?? '' })
    expect(window.desk.revealed).toEqual([at('chart.svg')])
    const unknown = { token: 'ab'.repeat(16) }
    expect(await window.refusal('revealFile', unknown)).toEqual({ kind: 'forgotten-file' })
    window.desk.path = at('table.bin')
    await window.must('saveFile', { name: 'table.bin', content: Uint8Array.of(1, 2, 3) })
    expect([...readFileSync(at('table.bin'))]).toEqual([1, 2, 3])
    expect(window.desk.asked).toEqual(['chart.svg', 'table.bin'])
  })

  it('is not saved when the person thinks better of it, nor half where it cannot be', async () => {
    expect(await window.must('saveFile', { name: 'a.csv', content: 'a' })).toBeNull()
    mkdirSync(at('taken'))
    window.desk.path = at('taken')
    expect(await window.refusal('saveFile', { name: 'a.csv', content: 'a' })).toMatchObject({
      kind: 'cannot-write',
      path: at('taken'),
    })
    window.desk.path = at('nowhere/a.csv')
    expect(await window.refusal('saveFile', { name: 'a.csv', content: 'a' })).toMatchObject({
      reason: 'the folder is no longer there',
    })
    expect(readdirSync(window.folder).filter(name => name.includes('part'))).toEqual([])
  })

  it.each(['../a.csv', 'a/b', 'a\\b', '..', ''])('named “%s” is refused', async name => {
    await expect(window.service.answer('saveFile', { name, content: 'a' })).rejects.toThrow()
  })

  it('opens links by name, each of them https', async () => {
    await window.must('openLink', { link: 'cs230' })
    await window.must('openLink', { link: 'd2l-bptt' })
    expect(window.desk.opened.every(address => address.startsWith('https://'))).toBe(true)
    expect(window.desk.opened).toHaveLength(2)
  })
})

describe('a run’s folder', () => {
  it('is written where the person says, and its report is shown', async () => {
    const { id } = await train()
    window.desk.path = at('out')
    const saved = await window.must('exportRun', { id })
    expect(existsSync(at('out/report.html'))).toBe(true)
    expect(saved?.path).toBe(at('out'))
    expect(saved?.bytes).toBeGreaterThan(100_000)
    await window.must('revealFile', { token: saved?.token ?? '' })
    expect(window.desk.revealed).toEqual([at('out/report.html')])
    expect(window.desk.asked).toEqual([`hindcast-random-walk-${id}`])
  })
})

describe('a backup', () => {
  it('brings back what was there, and keeps what it replaces', async () => {
    const { id } = await train()
    window.desk.path = at('backup.sqlite')
    const saved = await window.must('backUp')
    expect(saved?.bytes).toBeGreaterThan(10_000)
    const { id: later } = await train()
    await window.must('savePreferences', { theme: 'dark' })
    const restored = await window.must('restoreBackup')
    expect((await window.must('listRuns')).map(run => run.id)).toEqual([id])
    expect((await window.must('readApp')).preferences.theme).toBe('system')
    const kept = new Database(restored?.keptAs ?? '', { readonly: true })
    expect(kept.prepare('SELECT id FROM runs ORDER BY created_at DESC').all()).toContainEqual({
      id: later,
    })
    kept.close()
    await train() // the trainers are there again
  })

  it('made while runs trained and waited begins none of them unasked', async () => {
    const { revisionId } = await window.must('takeSample', { name: 'random-walk' })
    const start = (epochs: number) =>
      window.must('startRun', {
        experiment: makeExperiment({ days: 120, epochs }),
        revisionId,
        quickLook: false,
      })
    const runs = [await start(100_000), await start(3)]
    window.desk.path = at('busy.sqlite')
    await window.must('backUp')
    for (const run of runs.toReversed()) await window.must('cancelRun', run)
    await window.untilState(runs[0]!.id, 'cancelled')
    await window.must('restoreBackup')
    await window.close()
    window.open()
    expect(window.service.training()).toBe(0)
    const states = (await window.must('listRuns')).map(({ state }) => state)
    expect(states).toEqual(['interrupted', 'interrupted'])
  })

  it('is refused while something trains', async () => {
    const { revisionId } = await window.must('takeSample', { name: 'random-walk' })
    const experiment = makeExperiment({ days: 120, epochs: 100_000 })
    await window.must('startRun', { experiment, revisionId, quickLook: false })
    expect(await window.refusal('restoreBackup')).toMatchObject({
      kind: 'busy-training',
      training: 1,
    })
  })

  it('of something else is refused, and nothing is changed', async () => {
    const { id } = await train()
    window.desk.path = at('backup.sqlite')
    await window.must('backUp')
    const good = readFileSync(at('backup.sqlite'))
    const foreign = new Database(at('foreign.sqlite'))
    foreign.exec('CREATE TABLE t (a)')
    foreign.close()
    writeFileSync(at('text.sqlite'), 'date,close\n2024-01-02,3\n'.repeat(100))
    const torn = Buffer.from(good)
    torn.fill(0x7b, 8192, 40_000)
    writeFileSync(at('torn.sqlite'), torn)
    writeFileSync(at('newer.sqlite'), good)
    const newer = new Database(at('newer.sqlite'))
    newer.pragma('user_version = 99')
    newer.close()
    const kinds = []
    for (const name of ['foreign', 'text', 'torn', 'newer', 'absent']) {
      window.desk.path = at(`${name}.sqlite`)
      kinds.push((await window.refusal('restoreBackup')).kind)
    }
    const not = 'not-a-backup'
    expect(kinds).toEqual([not, not, not, 'database-newer', not])
    expect((await window.must('listRuns')).map(run => run.id)).toEqual([id])
    expect(readdirSync(at('data')).filter(name => name.includes('before-restore'))).toEqual([])
  })
})

describe('the disk', () => {
  it('is told, and cleaned of what nothing needs', async () => {
    const { id } = await train()
    const { revisionId } = await window.must('takeSample', { name: 'momentum' })
    const experiment = makeExperiment({ days: 200, epochs: 100_000 })
    const stopped = await window.must('startRun', { experiment, revisionId, quickLook: false })
    await window.until(() => window.events('epochs').some(e => e.run === stopped.id))
    await window.must('cancelRun', stopped)
    await window.untilState(stopped.id, 'cancelled')
    const before = await window.must('readDiskUse')
    expect(before).toMatchObject({ runs: 2, deletedRuns: 0, series: 2, bars: 4000 })
    expect([before.checkpointBytes > 0, before.idleCheckpointBytes]).toEqual([true, 0])
    await window.must('deleteRun', { id })
    await window.must('deleteRun', stopped)
    const idle = await window.must('readDiskUse')
    expect(idle.idleCheckpointBytes).toBe(before.checkpointBytes)
    const { freedBytes } = await window.must('cleanUp', { purgeDeleted: false })
    expect(freedBytes).toBeGreaterThan(0)
    await window.must('restoreRun', { id })
    await window.must('cleanUp', { purgeDeleted: true })
    const after = await window.must('readDiskUse')
    expect(after).toMatchObject({ runs: 1, deletedRuns: 0, checkpointBytes: 0 })
    expect(await window.refusal('restoreRun', stopped)).toMatchObject({ kind: 'no-such-run' })
    expect((await window.must('readFigures', { id })).results.id).toBe(id)
  })
})

describe('a report of a problem', () => {
  it('holds versions, log, schema and counts, and neither prices nor names', async () => {
    await window.must('importCsv', {
      ...(await previewOf('SECRETNAME.csv', 123.456)),
      mapping: {},
      skipBadRows: false,
    })
    await train()
    window.desk.path = at('problem.zip')
    await window.must('writeDiagnostics')
    const files = unzipSync(readFileSync(at('problem.zip')))
    const text = Object.values(files)
      .map(bytes => strFromU8(bytes))
      .join('\n')
    const facts = JSON.parse(strFromU8(files['facts.json']!))
    expect(facts.versions.hindcast).toMatch(/\d/)
    expect(facts.database.rows).toMatchObject({ runs: 1, revisions: 2 })
    expect(strFromU8(files['schema.sql']!)).toContain('CREATE TABLE runs')
    expect(strFromU8(files['hindcast.log']!)).toContain('trains')
    for (const secret of ['123.456', 'SECRETNAME', homedir(), window.folder])
      expect(text).not.toContain(secret)
  })

  async function previewOf(name: string, price: number) {
    const rows = ['2024-01-02', '2024-01-03', '2024-01-04'].map(day => `${day},${price}`)
    const bytes = bytesOf(['date,close', ...rows, ''].join('\n'))
    const { token } = await window.must('previewCsv', { name, bytes })
    return { token }
  }

  it('has a log that does not grow for ever', () => {
    const log = openLog(at('logged'))
    for (let i = 0; i < 3000; i++) log.write('info', `${i} ${'x'.repeat(1000)}\nsecond line`)
    const kept = log.read()
    expect(kept.length).toBeLessThan(1.1 * 1024 * 1024)
    expect(kept).toContain('info 2999 ')
    expect(
      kept
        .split('\n')
        .filter(Boolean)
        .every(line => /^\d{4}-.*Z info /.test(line))
    ).toBe(true)
  })
})

describe('choices', () => {
  it('outlive the window, one by one', async () => {
    await window.must('savePreferences', { theme: 'dark', draft: tutorialPreset })
    await window.must('savePreferences', { view: 'learn', trainers: 2 })
    await window.close()
    window.open()
    const { preferences, engine } = await window.must('readApp')
    expect(preferences).toMatchObject({
      theme: 'dark',
      view: 'learn',
      draft: tutorialPreset,
      trainers: 2,
      askBeforeClose: true,
    })
    expect(engine).toMatchObject({ ready: true, trainers: 2 })
  })

  it('that no longer make sense are their defaults, and cost no other', async () => {
    await window.must('savePreferences', { theme: 'dark', view: 'train' })
    await window.close()
    const db = new Database(at('data/hindcast.sqlite'))
    db.exec(`UPDATE preferences SET value = '"purple"' WHERE key = 'theme'`)
    db.exec(`INSERT INTO preferences VALUES ('of tomorrow', '1')`)
    db.close()
    window.open()
    const { preferences } = await window.must('readApp')
    expect([preferences.theme, preferences.view]).toEqual(['system', 'train'])
  })
})

describe('a preset', () => {
  const experiment = experimentSchema.parse({ ...tutorialPreset, window: 20 })
  const mine = {
    name: 'Class 3b',
    about: 'A short window.',
    experiment,
    locked: ['window'] as const,
  }

  it('is one of three, or one’s own', async () => {
    const saved = await window.must('savePreset', mine)
    expect(saved).toEqual({ ...mine, builtIn: false })
    await window.must('savePreset', { ...mine, about: 'Shorter.' })
    const all = await window.must('listPresets')
    expect(all.map(({ name, builtIn }) => [name, builtIn])).toEqual([
      ['Quick look', true],
      ['Tutorial', true],
      ['Sealed', true],
      ['Class 3b', false],
    ])
    expect(all.every(({ about }) => about !== '')).toBe(true)
    expect(await window.refusal('savePreset', { ...mine, name: 'tutorial' })).toMatchObject({
      kind: 'preset-name-taken',
    })
    expect(await window.refusal('deletePreset', { name: 'Sealed' })).toMatchObject({
      kind: 'preset-name-taken',
    })
    await window.must('deletePreset', { name: 'Class 3b' })
    expect(await window.must('listPresets')).toHaveLength(3)
    expect(await window.refusal('deletePreset', { name: 'Class 3b' })).toMatchObject({
      kind: 'no-such-preset',
    })
  })

  it('is handed out as a file with its locked fields', async () => {
    await window.must('savePreset', mine)
    window.desk.path = at('class.json')
    await window.must('exportPreset', { name: 'Class 3b' })
    expect(window.desk.asked).toEqual(['Class 3b.hindcast-preset.json'])
    await window.must('deletePreset', { name: 'Class 3b' })
    const bytes = new Uint8Array(readFileSync(at('class.json')))
    const preset = await window.must('importPreset', { name: 'class.json', bytes })
    expect(preset).toEqual({ ...mine, builtIn: false })
  })

  const file = (changes: object) =>
    JSON.stringify({ format: 'hindcast-preset', version: 1, ...mine, ...changes })
  it.each([
    ['no JSON', '{"format": ', null, /not JSON/],
    ['not text', '\u0000ÿ', null, /not JSON/],
    ['another file', '{"a": 1}', null, /hindcast-preset/],
    ['a later version', file({ version: 2 }), 'version', /./],
    ['a bad number', file({ experiment: { ...experiment, batch: 0 } }), 'batch', /./],
    ['a lock of nothing', file({ locked: ['colour'] }), 'locked.0', /./],
  ])('with %s is refused, naming the field', async (_, text, field, reason) => {
    const failure = await window.refusal('importPreset', { name: 'p.json', bytes: bytesOf(text) })
    expect(failure).toMatchObject({
      kind: 'bad-preset',
      file: 'p.json',
      field,
      reason: expect.stringMatching(reason),
    })
  })
})
