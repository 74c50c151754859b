import { done, failed, type Result } from '../../../../shared/failure.ts'
import {
  type BandControl,
  bandControlRows,
  baselineControls,
  controlBands,
  controlHorizon,
} from '../../../../shared/lab/band-controls.ts'
import { rolledPaths } from '../../../../shared/lab/bands.ts'
import { prepareControl } from '../../../../shared/lab/controls.ts'
import type { ModelSpec, Prepared, SampleName } from '../../../../shared/types.ts'
import { bandRoll } from '../../../api/roll-bands.ts'
import { makeTrainJob } from '../../../training/make-job.ts'
import type { TrainerPool } from '../../../training/pool.ts'
import { applyToEnd, trainToEnd } from '../../jobs.ts'
import type { Control, ControlScene } from '../control.ts'
import type { ControlTable } from '../table.ts'
import { controlExperiment, controlSamples } from '../verdicts/run-verdicts.ts'
import { brokenBands } from './band-promise.ts'
import { bandTable } from './band-table.ts'

/** Do the bands hold as often as they promise? Ridge and persistence, then one network. */
export const bands: Control = {
  name: 'bands',
  title: 'Coverage of the bands',
  seeds: 20,
  async run(scene) {
    const measured = await measure(scene)
    if (!measured.ok) return measured
    const rows = bandControlRows(measured.value)
    return done({ table: bandTable(rows), figures: [], broken: brokenBands(rows) })
  },
}

interface Question {
  readonly sample: SampleName
  readonly seed: number
}

async function measure(scene: ControlScene): Promise<Result<BandControl[]>> {
  const questions = controlSamples.flatMap(sample => scene.seeds.map(seed => ({ sample, seed })))
  const found: BandControl[] = questions.flatMap(({ sample, seed }) =>
    baselineControls(sample, prepareControl(sample, seed))
  )
  const { pool } = scene
  if (pool === null) return done(found)
  const table = bandTable(bandControlRows(found)) // drawn once: resampling thousands of days takes seconds
  const waiting = questions.entries()
  const networks: Result<BandControl>[] = []
  const askInTurn = async () => {
    for (const [place, question] of waiting) {
      if (scene.signal.aborted || networks.some(one => one && !one.ok)) return
      networks[place] = await ask(pool, scene.signal, question)
      tell(scene, table, networks.filter(one => one?.ok).length, questions.length)
    }
  }
  await Promise.all(Array.from({ length: pool.use.most }, askInTurn))
  if (scene.signal.aborted) return failed({ kind: 'cancelled' })
  const failure = networks.find(one => one && !one.ok)
  if (failure && !failure.ok) return failure
  return done(inOrder([...found, ...networks.flatMap(one => (one.ok ? [one.value] : []))]))
}

/** Samples together, whatever ended first. */
const inOrder = (found: readonly BandControl[]) =>
  controlSamples.flatMap(sample => found.filter(one => one.sample === sample))

/** The network that stands for all three here: as good as the others, and the quickest to train. */
const network: ModelSpec = controlExperiment.models.find(({ cell }) => cell === 'rnn')!

async function ask(
  pool: TrainerPool,
  signal: AbortSignal,
  { sample, seed }: Question
): Promise<Result<BandControl>> {
  const prepared = prepareControl(sample, seed)
  const experiment = { ...controlExperiment, seed }
  const going = { checkpoint: null, secondsBefore: 0 }
  const trained = await trainToEnd(pool, makeTrainJob(prepared, experiment, network, going), signal)
  if (!trained.ok) return trained
  const { window, norm } = experiment
  const roll = bandRoll(prepared, true, controlHorizon)
  const application = { windows: null, paths: { roll } }
  const job = { kind: 'apply', model: network, window, norm, application } as const
  const applied = await applyToEnd(pool, { ...job, weights: trained.value.weights }, signal)
  return applied.ok ? done(pathsOf(sample, prepared, applied.value.paths['roll'])) : applied
}

function pathsOf(
  sample: SampleName,
  prepared: Prepared,
  roll: Float32Array = new Float32Array(0)
): BandControl {
  const from = rolledPaths(prepared, roll, { testOpen: true, horizon: controlHorizon })
  return controlBands(sample, network.name, prepared, from)
}

function tell(
  { tell: show, note }: ControlScene,
  table: ControlTable,
  trained: number,
  total: number
): void {
  show({ done: trained, total, what: 'networks trained', table })
  if (trained % 10 === 0) note(`bands: ${trained} of ${total} networks trained`)
}
