import { writeSync } from 'node:fs'
import { readBundle } from '../../../src/main/api/bundle.ts'
import { type Hindcast, openHindcast } from '../../../src/main/api/hindcast.ts'
import { exportRun, openTest, resumeRun } from '../../../src/main/api/runs.ts'
import { writeRun } from '../../../src/main/report/write-report.ts'
import { listRevisions } from '../../../src/main/store/revisions.ts'
import { describeFailure } from '../../../src/shared/failure.ts'
import { importPrices, makePrices, must } from './examples.ts'

/**
 * A second process, to be killed or to get in the way: `worker.ts WORK FOLDER …`, FOLDER being the
 * data folder. It says `ready` once its work begins, and how it went.
 */
const [work = '', folder = '', ...rest] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)

/** Opens a run's test part. */
async function open(h: Hindcast): Promise<void> {
  const opened = await openTest(h, rest[0] ?? '')
  say(opened.ok ? `opened ${opened.value.seal.state}` : describeFailure(opened.failure))
}

/** Goes on with a run until it ends, or with `hold` until it is killed. */
async function resume(h: Hindcast): Promise<void> {
  const started = resumeRun(h, rest[0] ?? '', { onEpochs: () => say('ready') })
  if (started.ok) say(`ended ${(await started.value.end).kind}`)
  else say(describeFailure(started.failure))
}

/** Imports series after series. */
async function imports(h: Hindcast): Promise<void> {
  for (let k = 0; k < Number(rest[0]); k++) {
    await importPrices(h, `S${k}`, makePrices(200, k))
    say(`acknowledged ${listRevisions(h.store, `S${k}`, 'csv').length}`)
  }
}

/** As the app does: the files are made in a process of their own. */
async function exports(h: Hindcast): Promise<void> {
  const [run = '', out = ''] = rest
  say('ready')
  say(`acknowledged ${must(await exportRun(h, run, out)).files.length}`)
}

/** The work of the forked process, here, where it can be killed at a fault point. */
async function render(h: Hindcast): Promise<void> {
  const [run = '', out = ''] = rest
  const bundle = must(readBundle(h.store, run))
  say('ready')
  say(`acknowledged ${must(await writeRun(bundle, out)).files.length}`)
}

const works: Record<string, (h: Hindcast) => Promise<void>> = {
  open,
  resume,
  imports,
  exports,
  render,
}
const { hindcast } = must(openHindcast({ folder, kind: 'the other' }))
await works[work]?.(hindcast)
hindcast.close()
