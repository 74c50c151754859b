import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashBytes } from '../../../src/main/hash-bytes.ts'
import { backtestSpecSchema } from '../../../src/shared/studies/backtest.ts'
import { makeExperiment, makeModel } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

// biome-ignore lint/suspicious/noExplicitAny: a file's JSON, to be spoilt at any place
type Spoilt = any

let here: TestWindow
let ids: { sealed: string; tutorial: string }
let zips: { closed: Uint8Array; open: Uint8Array; tutorial: Uint8Array }
const others: TestWindow[] = []

beforeAll(async () => {
  here = new TestWindow().open()
  const { revisionId } = await here.must('takeSample', { name: 'momentum' })
  const start = async (changes: object) => {
    const experiment = makeExperiment({ days: 150, epochs: 12, norm: 'batch', ...changes })
    const { id } = await here.must('startRun', { experiment, revisionId, quickLook: false })
    await here.untilState(id, 'finished')
    return id
  }
  const models = [makeModel('rnn'), makeModel('gru')]
  ids = {
    sealed: await start({ protocol: 'sealed' }),
    tutorial: await start({ models }),
  }
  await here.must('renameRun', { id: ids.tutorial, name: 'For the class' })
  await here.must('noteRun', { id: ids.tutorial, note: 'Look at the gradients.' })
  for (const run of [ids.sealed, ids.tutorial]) {
    const study = { run, spec: backtestSpecSchema.parse({ kind: 'backtest', horizon: 5 }) }
    const { id } = await here.must('startStudy', study)
    const isDone = async () => (await here.must('readStudy', { id })).summary.state === 'finished'
    await here.until(isDone, 'the backtest')
  }
  const closed = await pack(ids.sealed)
  await here.must('openTest', { id: ids.sealed })
  zips = { closed, open: await pack(ids.sealed), tutorial: await pack(ids.tutorial) }
})
afterAll(async () => {
  for (const window of [here, ...others]) await window.dispose()
})

async function pack(id: string): Promise<Uint8Array> {
  here.desk.path = join(here.folder, `${id}.zip`)
  const saved = await here.must('exportZip', { id })
  const bytes = new Uint8Array(readFileSync(here.desk.path))
  expect(saved?.bytes).toBe(bytes.byteLength)
  return bytes
}

/** Another computer. */
function elsewhere(): TestWindow {
  const window = new TestWindow().open()
  others.push(window)
  return window
}

/** The zip with some of its files changed, and the manifest made to fit when asked to. */
function tamper(
  bytes: Uint8Array,
  change: (files: Record<string, Uint8Array>) => void,
  refit = false
): Uint8Array {
  const files = unzipSync(bytes)
  change(files)
  if (refit) {
    const manifest = JSON.parse(strFromU8(files['hindcast/manifest.json']!))
    for (const name of Object.keys(manifest.files))
      manifest.files[name] = files[name] ? hashBytes(files[name]) : manifest.files[name]
    files['hindcast/manifest.json'] = strToU8(JSON.stringify(manifest))
  }
  return zipSync(files)
}

const edit = (files: Record<string, Uint8Array>, name: string, work: (value: Spoilt) => void) => {
  const value = JSON.parse(strFromU8(files[name]!))
  work(value)
  files[name] = strToU8(JSON.stringify(value))
}

describe('a run in a zip', () => {
  it('brings its studies along, once, every fold of them', async () => {
    const there = elsewhere()
    const run = ids.tutorial
    for (let k = 0; k < 2; k++)
      await there.must('importZip', { name: 'run.zip', bytes: zips.tutorial })
    const [ours, theirs] = [
      await here.must('listStudies', { run }),
      await there.must('listStudies', { run }),
    ]
    expect(ours).toHaveLength(1)
    expect(theirs).toEqual(ours)
    const id = ours[0]?.id ?? ''
    expect(await there.must('readStudy', { id })).toEqual(await here.must('readStudy', { id }))
    const fold = { study: id, fold: 3 }
    expect(await there.must('readFold', fold)).toEqual(await here.must('readFold', fold))
  })

  it('of before studies were packed is read as well', async () => {
    const old = tamper(zips.tutorial, files => {
      delete files['hindcast/studies.json']
      edit(files, 'hindcast/manifest.json', manifest => {
        delete manifest.files['hindcast/studies.json']
      })
    })
    const there = elsewhere()
    const { id } = await there.must('importZip', { name: 'run.zip', bytes: old })
    expect(await there.must('listStudies', { run: id })).toEqual([])
  })

  it('whose test part is closed has no study of it', async () => {
    const spoilt = tamper(
      zips.closed,
      files =>
        edit(files, 'hindcast/studies.json', studies => {
          studies[0].testOpen = true
        }),
      true
    )
    const asked = { name: 'run.zip', bytes: spoilt }
    expect(await elsewhere().refusal('importZip', asked)).toMatchObject({
      reason: 'it is sealed and yet tells of its test part',
    })
  })

  it('is the same run on another computer, to the last number', async () => {
    const there = elsewhere()
    const { id } = await there.must('importZip', { name: 'run.zip', bytes: zips.tutorial })
    expect(id).toBe(ids.tutorial)
    const [ours, theirs] = [
      await here.must('readFigures', { id }),
      await there.must('readFigures', { id }),
    ]
    expect(theirs).toEqual(ours)
    const [own, copy] = [await here.must('readRun', { id }), await there.must('readRun', { id })]
    expect(copy.summary).toEqual({ ...own.summary, revisionId: copy.summary.revisionId })
    expect(copy.summary).toMatchObject({ name: 'For the class', note: 'Look at the gradients.' })
    expect(copy.models).toEqual(own.models)
    const ask = { id, model: 'gru', window: 3 }
    expect(await there.must('readTrace', ask)).toEqual(await here.must('readTrace', ask))
    // it can be used, not only looked at
    const { revisionId } = await there.must('takeSample', { name: 'random-walk' })
    const applied = await there.must('applyRun', { id, revisionId, horizon: 4 })
    expect(applied.forecast.models['gru']).toHaveLength(4)
  })

  it('holds the report as people read it', () => {
    const names = Object.keys(unzipSync(zips.tutorial))
    expect(names).toContain('report/report.html')
    expect(names).toContain('report/weights/gru.safetensors')
    expect(names.filter(name => !/^(report|hindcast)\//.test(name))).toEqual([])
  })

  it('is there once, however often it is imported, and comes back when it was deleted', async () => {
    const there = elsewhere()
    const first = await there.must('importZip', { name: 'run.zip', bytes: zips.tutorial })
    expect(await there.must('importZip', { name: 'run.zip', bytes: zips.tutorial })).toEqual(first)
    await there.must('deleteRun', first)
    expect(await there.must('listRuns')).toEqual([])
    await there.must('importZip', { name: 'run.zip', bytes: zips.tutorial })
    expect((await there.must('listRuns')).map(run => run.id)).toEqual([first.id])
    await here.must('importZip', { name: 'run.zip', bytes: zips.tutorial })
    expect(await here.must('listRuns')).toHaveLength(2)
  })

  it('gets another id where its own is taken by another run, and still is there once', async () => {
    const there = elsewhere()
    const bytes = tamper(
      zips.tutorial,
      files => {
        edit(files, 'hindcast/run.json', run => {
          run.id = ids.sealed
          run.origin = `${ids.sealed}:${'0'.repeat(64)}`
        })
        edit(files, 'hindcast/results.json', results => {
          results.id = ids.sealed
        })
      },
      true
    )
    await there.must('importZip', { name: 'a.zip', bytes: zips.closed })
    const { id } = await there.must('importZip', { name: 'b.zip', bytes })
    expect(id).not.toBe(ids.sealed)
    expect((await there.must('readRun', { id })).results?.id).toBe(id)
    expect(await there.must('importZip', { name: 'b.zip', bytes })).toEqual({ id })
    expect(await there.must('listRuns')).toHaveLength(2)
  })

  it('leaves the newest state of a series what it is', async () => {
    const there = elsewhere()
    const { revisionId } = await there.must('takeSample', { name: 'momentum', seed: 7 })
    await there.must('importZip', { name: 'run.zip', bytes: zips.tutorial })
    const series = await there.must('listSeries')
    expect(series.map(one => one.revisionId)).toEqual([revisionId])
  })
})

describe('a sealed run in a zip', () => {
  it('stays closed until it is opened there', async () => {
    const there = elsewhere()
    const { id } = await there.must('importZip', { name: 'run.zip', bytes: zips.closed })
    const { summary, results } = await there.must('readRun', { id })
    expect([summary.seal, results?.seal.state]).toEqual(['closed', 'closed'])
    await there.must('openTest', { id })
    const opened = await there.must('readRun', { id })
    expect(opened.results?.seal).toMatchObject({ state: 'open', openingsOfSeries: 1 })
    const [ours, theirs] = [
      await here.must('readFigures', { id }),
      await there.must('readFigures', { id }),
    ]
    expect(theirs.predictions).toEqual(ours.predictions)
  })

  it('that was opened counts as opened there, even where it is known as closed', async () => {
    const there = elsewhere()
    const { id } = await there.must('importZip', { name: 'run.zip', bytes: zips.closed })
    await there.must('importZip', { name: 'run.zip', bytes: zips.open })
    expect((await there.must('readRun', { id })).results?.seal.state).toBe('open')
    expect(await there.refusal('openTest', { id })).toMatchObject({ kind: 'already-open' })
    await there.must('importZip', { name: 'run.zip', bytes: zips.closed })
    expect((await there.must('readRun', { id })).results?.seal.state).toBe('open')
  })

  it('that says both is refused', async () => {
    const bytes = tamper(
      zips.open,
      files => {
        edit(files, 'hindcast/results.json', results => {
          results.seal.state = 'closed'
        })
      },
      true
    )
    expect(await elsewhere().refusal('importZip', { name: 'x.zip', bytes })).toMatchObject({
      kind: 'not-a-run-file',
      reason: expect.stringContaining('sealed'),
    })
  })
})

describe('a zip that cannot be taken over', () => {
  const json = (name: string, work: (value: Spoilt) => void) => (bytes: Uint8Array) =>
    tamper(bytes, files => edit(files, name, work), true)
  const cases: readonly [string, (bytes: Uint8Array) => Uint8Array, RegExp][] = [
    ['is no zip', () => strToU8('date,close\n'), /no zip/],
    ['is empty', () => new Uint8Array(), /no zip/],
    ['is cut short', bytes => bytes.subarray(0, bytes.length / 2), /no zip/],
    ['is another zip', () => zipSync({ 'a.txt': strToU8('a') }), /holds no run/],
    [
      'was damaged',
      bytes =>
        tamper(bytes, files => edit(files, 'hindcast/tables.json', t => t.forecast.step.pop())),
      /changed or damaged/,
    ],
    [
      'lacks a file',
      bytes => tamper(bytes, files => delete files['hindcast/weights/rnn-train.safetensors']),
      /missing/,
    ],
    [
      'brings a file of its own',
      bytes =>
        tamper(bytes, files => {
          files['hindcast/../../evil.sh'] = strToU8('x')
        }),
      /does not belong/,
    ],
    [
      'is of a newer Hindcast',
      bytes =>
        tamper(bytes, files =>
          edit(files, 'hindcast/manifest.json', manifest => {
            manifest.version = 2
          })
        ),
      /newer/,
    ],
    [
      'has other prices',
      json('hindcast/series.json', series => {
        series.bars.close = series.bars.open
      }),
      /prices/,
    ],
    [
      'has another experiment',
      json('hindcast/run.json', run => {
        run.experiment.seed = 8
      }),
      /another run/,
    ],
    [
      'has a row that is no number',
      json('hindcast/training.json', models => {
        models[0].epoch = '12'
      }),
      /not as it should be/,
    ],
    [
      'has weights of another network',
      bytes =>
        tamper(
          bytes,
          files => {
            files['hindcast/weights/rnn-train.safetensors'] =
              files['hindcast/weights/gru-train.safetensors']!
          },
          true
        ),
      /another run/,
    ],
  ]

  it.each(cases)('%s', async (_, make, reason) => {
    const there = others[0]!
    const before = await there.must('listRuns')
    const failure = await there.refusal('importZip', { name: 'x.zip', bytes: make(zips.tutorial) })
    expect(failure).toMatchObject({
      kind: 'not-a-run-file',
      file: 'x.zip',
      reason: expect.stringMatching(reason),
    })
    expect(await there.must('listRuns')).toEqual(before)
  })
})
