import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeProgram, runProgram } from '../../../src/main/cli/program.ts'
import { eventNames, type RequestName, requestNames } from '../../../src/shared/api.ts'
import { makeFakeTerminal } from '../cli/fake-terminal.ts'
import { makePrices } from './examples.ts'
import { differences, flatten } from './walk/differences.ts'
import { readContent, readFolder, readZip } from './walk/files.ts'
import { openPlaces } from './walk/open-places.ts'
import {
  dates,
  importSeries,
  makeTwins,
  namesOf,
  nextPath,
  openBars,
  type Twin,
} from './walk/twins.ts'

/**
 * No request, export, event, log or command can reveal a figure of a closed test part: each is asked of
 * two twins whose series differ in nothing but those days, and tells both the same, save what openly
 * speaks of the series itself or of days to come. Those places are listed here, every one.
 */
let twins: [Twin, Twin]
beforeAll(async () => {
  twins = await makeTwins()
}, 120_000)
afterAll(async () => {
  for (const { window } of twins) await window.dispose()
})

/** How a request is asked; or why it is not. A new request without an entry does not compile. */
const walk: Readonly<Record<RequestName, ((twin: Twin) => Promise<unknown>) | string>> = {
  readApp: ({ window }) => window.must('readApp'),
  savePreferences: ({ window }) => window.must('savePreferences', {}),
  readDiskUse: ({ window }) => window.must('readDiskUse'),
  cleanUp: ({ window }) => window.must('cleanUp', { purgeDeleted: false }),
  backUp: 'a backup is the database itself: its tables are walked one by one in seal.test.ts',
  restoreBackup: 'it takes a database in and tells where the other one went',
  writeDiagnostics: async twin => {
    const path = nextPath(twin, 'diagnostics.zip')
    await twin.window.must('writeDiagnostics')
    const { 'facts.json': facts, ...rest } = readZip(path)
    const { machine: _, disk: __, ...told } = facts as Record<string, unknown>
    return { ...rest, facts: told }
  },
  openLink: 'it opens an address of ours',
  revealFile: 'it shows a file that was written before',
  saveFile: 'it writes what a window drew of the answers of other requests',
  closeWindow: 'it closes',
  listSeries: ({ window }) => window.must('listSeries'),
  readSeries: ({ window, revisionId }) => window.must('readSeries', { revisionId }),
  fetchSeries: 'it asks Yahoo',
  cancelFetch: ({ window }) => window.must('cancelFetch', { symbol: 'TWIN' }),
  takeSample: 'it makes another series',
  previewCsv: ({ window }) => window.must('previewCsv', { name: 'OTHER.csv', bytes: otherCsv }),
  remapCsv: async ({ window }) => {
    const { token } = await window.must('previewCsv', { name: 'OTHER.csv', bytes: otherCsv })
    return window.must('remapCsv', { token, mapping: {} })
  },
  importCsv: ({ window }) => importSeries(window, makePrices(20, 5)).then(() => null),
  forgetCsv: async ({ window }) => {
    const { token } = await window.must('previewCsv', { name: 'OTHER.csv', bytes: otherCsv })
    return window.must('forgetCsv', { token })
  },
  listRuns: ({ window }) => window.must('listRuns'),
  readRun: ({ window, run }) => window.must('readRun', { id: run }),
  readTraining: ({ window, run }) => window.must('readTraining', { id: run }),
  readFigures: ({ window, run }) => window.must('readFigures', { id: run }),
  estimateRun: async ({ window, experiment, revisionId }) => {
    await window.must('estimateRun', { experiment, revisionId })
    return null // times of this machine and no other number
  },
  startRun: 'the run that all others are asked of was started so',
  pauseRun: ({ window, run }) => window.refusal('pauseRun', { id: run }),
  continueRun: ({ window, run }) => window.refusal('continueRun', { id: run }),
  cancelRun: ({ window, run }) => window.refusal('cancelRun', { id: run }),
  resumeRun: ({ window, run }) => window.refusal('resumeRun', { id: run }),
  openTest: 'it opens: the last test asks it',
  renameRun: ({ window, run }) => window.must('renameRun', { id: run, name: null }),
  starRun: ({ window, run }) => window.must('starRun', { id: run, starred: true }),
  noteRun: ({ window, run }) => window.must('noteRun', { id: run, note: 'A twin.' }),
  deleteRun: ({ window, run }) => window.must('deleteRun', { id: run }),
  restoreRun: ({ window, run }) => window.must('restoreRun', { id: run }),
  exportRun: async twin => {
    const path = nextPath(twin, 'report')
    await twin.window.must('exportRun', { id: twin.run })
    return readFolder(path)
  },
  exportZip: async twin => {
    const path = nextPath(twin, 'run.zip')
    await twin.window.must('exportZip', { id: twin.run })
    return readZip(path)
  },
  importZip: async twin => {
    const bytes = new Uint8Array(readFileSync(join(twin.window.folder, 'run.zip')))
    return twin.window.must('importZip', { name: 'run.zip', bytes })
  },
  readForecast: async ({ window, run }) => ({
    own: await window.must('readForecast', { id: run, horizon: 5 }),
    other: await window.must('readForecast', { id: run, horizon: 12 }),
  }),
  applyRun: async ({ window, run, revisionId }) => ({
    // its own days: nothing is measured; from before the test part: refused or without a test day
    own: await window.must('applyRun', { id: run, revisionId }),
    earlier: await window.ask('applyRun', { id: run, revisionId, to: dates[openBars + 9]! }),
  }),
  readTrace: async ({ window, run }) => {
    const first = await window.must('readTrace', { id: run, model: 'rnn', window: 0 })
    const last = first.windows - 1
    return {
      first,
      last: await window.must('readTrace', { id: run, model: 'rnn', window: last }),
      closed: await window.refusal('readTrace', { id: run, model: 'rnn', window: last + 1 }),
    }
  },
  startStudy: 'every kind was started so, and is read below',
  listStudies: ({ window, run }) => window.must('listStudies', { run }),
  readStudy: async ({ window, studies }) =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(studies).map(
          async ([kind, id]) => [kind, await window.must('readStudy', { id })] as const
        )
      )
    ),
  cancelStudy: ({ window, studies }) => window.ask('cancelStudy', { id: studies.proof }),
  resumeStudy: ({ window, studies }) => window.refusal('resumeStudy', { id: studies.proof }),
  deleteStudy: 'it takes away and tells nothing',
  readFold: ({ window, studies }) =>
    Promise.all([0, 1].map(fold => window.must('readFold', { study: studies.backtest, fold }))),
  readReplay: ({ window, run }) => window.must('readReplay', { id: run, model: 'rnn' }),
  readLeakage: ({ window, run }) => window.must('readLeakage', { id: run }),
  saveCertificate: async twin => {
    const path = nextPath(twin, 'certificate.json')
    await twin.window.must('saveCertificate', { id: twin.run })
    return readContent(path, readFileSync(path))
  },
  readDiary: ({ window, revisionId }) => window.must('readDiary', { revisionId }),
  freezeForecast: ({ window, run }) => window.ask('freezeForecast', { id: run }),
  readProvenance: ({ window, run }) => window.must('readProvenance', { id: run }),
  compareRevisions: ({ window, revisionId }) =>
    window.must('compareRevisions', { before: revisionId, after: revisionId }),
  listPresets: ({ window }) => window.must('listPresets'),
  savePreset: ({ window, experiment }) =>
    window.must('savePreset', { name: 'Twin', about: '', experiment, locked: [] }),
  exportPreset: async twin => {
    const path = nextPath(twin, 'preset.json')
    const { window, experiment } = twin
    await window.must('savePreset', { name: 'Twin', about: '', experiment, locked: [] })
    await window.must('exportPreset', { name: 'Twin' })
    return readContent(path, readFileSync(path))
  },
  deletePreset: ({ window }) => window.must('deletePreset', { name: 'Twin' }),
  importPreset: 'it takes a file in',
}

const otherCsv = new TextEncoder().encode('date,close\n2020-01-01,5\n2020-01-02,6\n2020-01-03,7\n')

/** Both twins asked one after the other, because some answers depend on what was asked before. */
async function walkBoth(ask: (twin: Twin) => unknown): Promise<string[]> {
  const [one, other] = [await ask(twins[0]), await ask(twins[1])]
  return differences(flatten(one, namesOf(twins[0])), flatten(other, namesOf(twins[1])))
}

/** A command in this process, on a twin's data: what it says and its exit code. */
async function command(twin: Twin, ...args: readonly string[]): Promise<unknown> {
  const terminal = makeFakeTerminal()
  const before = process.env['HINDCAST_DATA']
  process.env['HINDCAST_DATA'] = join(twin.window.folder, 'data')
  try {
    const code = await runProgram(args, terminal)
    return { code, said: told(twin, terminal.said), complained: terminal.complained }
  } finally {
    if (before === undefined) delete process.env['HINDCAST_DATA']
    else process.env['HINDCAST_DATA'] = before
  }
}

/** JSON by its parts, and lines by what is left of them without numbers and hashes. */
function told(twin: Twin, said: readonly string[]): unknown {
  const names = [...namesOf(twin)]
  const lines = names
    .reduce((text, [word, name]) => text.replaceAll(word, name), said.join('\n'))
    // time and pace of a training, at the end of its row
    .replaceAll(/[ \d.,]+ (s|ms|min) +[\d.,]+$/gm, '')
    .split('\n')
  if (/^[[{]/.test(lines[0] ?? '')) return lines.map(line => JSON.parse(line) as unknown)
  const shape = (line: string) =>
    line
      .replaceAll(/\b\d{1,2} [A-Z][a-z]{2} \d{4}\b/g, '«day»')
      .replaceAll(/\b[0-9a-f]{6,}…?|[−+-]?\d[\d.,]*/g, '#')
      .replaceAll(/ {2,}/g, '  ')
      .trim()
  return Object.fromEntries(Map.groupBy(lines, shape))
}

/** How a command is walked; or why it is not. */
const commands: Readonly<Record<string, ((twin: Twin) => Promise<unknown>) | string>> = {
  runs: twin => command(twin, 'runs', '--json'),
  show: async twin => [
    await command(twin, 'show', twin.run),
    await command(twin, 'show', twin.run, '--json'),
  ],
  series: twin => command(twin, 'series'),
  bands: twin => command(twin, 'bands', twin.run, '--json'),
  studies: twin => command(twin, 'studies', twin.run, '--json'),
  leakage: twin => command(twin, 'leakage', twin.run),
  verify: twin => command(twin, 'verify', join(twin.window.folder, 'certificate.json')),
  replay: twin => command(twin, 'replay', twin.run),
  provenance: twin => command(twin, 'provenance', twin.run),
  revisions: twin => command(twin, 'revisions', 'TWIN'),
  diary: twin => command(twin, 'diary', 'TWIN'),
  predict: twin => command(twin, 'predict', twin.run, '--symbol', 'TWIN'),
  export: 'it writes the folder that exportRun writes, by the same function',
  backtest: 'its study is walked: it prints what readStudy answers',
  placebo: 'its study is walked: it prints what readStudy answers',
  seeds: 'its study is walked: it prints what readStudy answers',
  prove: 'its study is walked: it prints what readStudy answers',
  run: 'it prints the results that show prints, and its report is the one of export',
  'quick-look': 'it has no sealed test part',
  resume: 'it goes on with a run that was not finished',
  open: 'it opens: the last test asks it',
  delete: 'it hides a run',
  restore: 'it brings one back',
  fetch: 'it asks Yahoo',
  import: 'it takes a file in',
  doctor: 'it tells of the machine',
  bench: 'it tells of the machine',
}

describe('while a sealed test part is closed', () => {
  it('every request and every command is walked, or it is said why not', () => {
    const program = makeProgram({ terminal: makeFakeTerminal(), code: 0 })
    const names = program.commands.map(one => one.name())
    expect(Object.keys(walk).sort()).toEqual([...requestNames].sort())
    expect(Object.keys(commands).sort()).toEqual(names.sort())
  })

  it.each(requestNames.filter(name => typeof walk[name] === 'function'))(
    '%s tells nothing of it',
    async name => {
      const ask = walk[name] as (twin: Twin) => Promise<unknown>
      expect(await walkBoth(ask)).toEqual(openPlaces(name))
    }
  )

  it.each(Object.keys(commands).filter(name => typeof commands[name] === 'function'))(
    'hindcast %s tells nothing of it',
    async name => {
      const ask = commands[name] as (twin: Twin) => Promise<unknown>
      expect(await walkBoth(ask)).toEqual(openPlaces(`hindcast ${name}`))
    }
  )

  it('no event told of it, but of the second training on all known days', async () => {
    const told = ({ window }: Twin) =>
      Object.fromEntries(eventNames.map(name => [name, window.events(name)]))
    const [one, other] = twins.map(twin => unordered(flatten(told(twin), namesOf(twin))))
    expect(differences(one!, other!)).toEqual(openPlaces('events'))
  })

  it('no line of the log speaks of it', () => {
    const lines = ({ window }: Twin) =>
      readFileSync(join(window.folder, 'data', 'logs', 'hindcast.log'), 'utf8').split('\n')
    const [one, other] = twins.map(twin => unordered(flatten(lines(twin), namesOf(twin))))
    expect(one!.get('[]')?.length).toBeGreaterThan(3)
    expect(differences(one!, other!)).toEqual([])
  })
})

it('once it is open the walk tells the twins apart, so that it means something', async () => {
  for (const twin of twins) await twin.window.must('openTest', { id: twin.run })
  for (const name of ['readRun', 'readFigures', 'readTrace'] as const) {
    const found = await walkBoth(walk[name] as (twin: Twin) => Promise<unknown>).catch(() => [
      'all',
    ])
    expect(found.length, name).toBeGreaterThan(openPlaces(name).length)
  }
  const figures = await walkBoth(({ window, run }) => window.must('readFigures', { id: run }))
  expect(figures).toContain('results.forecasters[].parts.test.mse')
})

/** Events come in lots that the clock cuts: which values were told counts, and not how often. */
const unordered = (found: ReadonlyMap<string, readonly string[]>) =>
  new Map(
    [...found]
      .filter(([at]) => !/^trainers|\.(done|total|state|reason|epoch|place|loss)$/.test(at))
      .map(([at, values]) => [at, [...new Set(values)].sort()] as const)
  )
