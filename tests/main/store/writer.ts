import { existsSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { resumePoint, saveCheckpoint } from '../../../src/main/store/checkpoints.ts'
import { appendForecast } from '../../../src/main/store/diary.ts'
import { appendEpochs } from '../../../src/main/store/epochs.ts'
import { acquireLease } from '../../../src/main/store/leases.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { listRevisions, saveRevision } from '../../../src/main/store/revisions.ts'
import { markRun } from '../../../src/main/store/run-states.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { claimStudy, saveUnit } from '../../../src/main/store/studies.ts'
import { makeForecast } from '../../shared/lab/some-forecasts.ts'
import { info, makeBars, makeBytes, makeEpochs } from './examples.ts'

/**
 * The child that tests kill: `writer.ts WORK FOLDER …`. It says `ready` when it begins, and
 * `acknowledged N` only once N is on the disk.
 */
const [work = '', folder = '', ...rest] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)

const BARS = 600
const BLOB = 200_000
const EVERY = 5

/** Adds revisions after those there are. */
function importRevisions(store: Store, [symbol = 'TEST', count = '40']: readonly string[]): void {
  const first = listRevisions(store, symbol, 'csv').length
  say('ready')
  for (let k = first; k < first + Number(count); k++) {
    saveRevision(store, { ...info, symbol }, makeBars(BARS, k))
    say(`acknowledged ${k}`)
  }
}

/** Goes on training where the last checkpoint stands; epochs run ahead of checkpoints. */
function train(store: Store, [run = '', count = '200']: readonly string[]): void {
  const lease = acquireLease(store, run, 'a test')
  if (!lease.ok) throw new Error(JSON.stringify(lease.failure))
  markRun(store, run, 'training')
  const key = { run, model: 'rnn', phase: 'train' } as const
  const first = (resumePoint(store, key).checkpoint?.epoch ?? 0) + 1
  say('ready')
  for (let epoch = first; epoch < first + Number(count); epoch++) {
    if (epoch % EVERY === 0) checkpoint(store, run, epoch)
    else if (epoch % EVERY < 3) appendEpochs(store, key, makeEpochs(epoch, epoch))
  }
}

/** The last two epochs before a checkpoint are written with it. */
function checkpoint(store: Store, run: string, epoch: number): void {
  saveCheckpoint(
    store,
    { run, model: 'rnn', phase: 'train' },
    {
      epoch,
      blob: makeBytes(BLOB, epoch),
      seconds: epoch / 10,
      epochs: makeEpochs(epoch - 2, epoch),
      watched: [
        {
          epoch,
          values: Float32Array.of(epoch, -epoch),
          paths: { hindcast: Float32Array.of(epoch) },
          best: true,
          kept: epoch % 50 === 0,
        },
      ],
      gradients: [
        {
          epoch,
          norms: [
            [epoch, 1],
            [2, 3],
          ],
        },
      ],
    }
  )
  say(`acknowledged ${epoch}`)
}

/** All racers start at a sign and keep what they got until another; one may own the run. */
function race(store: Store, [run = '', signs = '']: readonly string[]): void {
  say('ready')
  waitFor(join(signs, 'go'))
  const lease = acquireLease(store, run, `racer ${process.pid}`)
  const busy = lease.ok || lease.failure.kind !== 'run-busy' ? '' : lease.failure.owner
  say(lease.ok ? `won ${process.pid}` : `busy ${busy}`)
  writeFileSync(join(signs, `said-${process.pid}`), '')
  waitFor(join(signs, 'stop'))
}

const waitFor = (file: string) => {
  while (!existsSync(file)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
}

/** Freezes so many forecasts. */
function freeze(store: Store, [count = '1']: readonly string[]): void {
  const { kind: _, number: __, frozenAt: ___, ...forecast } = makeForecast()
  say('ready')
  for (let k = 0; k < Number(count); k++) {
    const { number } = appendForecast(store, forecast)
    say(`acknowledged ${number}`)
  }
}

/** Holds the database open until it is killed. */
function hold(): void {
  say('ready')
  setInterval(() => {}, 1000)
}

/** Works at a study, one unit long, and then for ever. */
function study(store: Store, [id = '']: readonly string[]): void {
  const claimed = claimStudy(store, id)
  if (!claimed.ok) {
    say(claimed.failure.kind)
    process.exit()
  }
  saveUnit(store, id, 0, 'of the child', 1)
  say('ready')
  setInterval(() => {}, 1000)
}

const works: Record<string, (store: Store, rest: readonly string[]) => void> = {
  import: importRevisions,
  train,
  race,
  freeze,
  hold,
  study,
  open: () => say('ready'),
}

const [migrations] = work === 'open' ? rest : []
const opened = openStore(migrations === undefined ? { folder } : { folder, migrations })
if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
for (const notice of opened.value.notices) say(`notice ${notice}`)
works[work]?.(opened.value.store, rest)
if (work !== 'hold' && work !== 'study') opened.value.store.close()
