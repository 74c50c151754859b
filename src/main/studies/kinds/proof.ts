import { done } from '../../../shared/failure.ts'
import { chosenEpoch } from '../../../shared/lab/chosen-epoch.ts'
import type { Comparison, ProofNetwork, ProofResults } from '../../../shared/studies/proof.ts'
import { hashUsed } from '../../api/hash-used.ts'
import { machine } from '../../api/versions.ts'
import { readModels } from '../../store/models.ts'
import { readResults } from '../../store/runs.ts'
import type { KindOfStudy, StudyScene } from '../kind.ts'
import { compareAgain } from '../proof/compare-again.ts'
import { type Training, trainAgain } from '../proof/train-again.ts'

/** A unit is one training of the run done again: each network, and its second training. */
export const proof: KindOfStudy<'proof', ProofNetwork> = {
  count: scene => done(trainingsOf(scene).length),

  async work(scene, _spec, unit, signal) {
    const training = trainingsOf(scene)[unit]
    if (!training) throw new Error(`run ${scene.run.id} has no training ${unit}`)
    const again = await trainAgain(scene, training, signal)
    if (!again.ok) return again
    const found = await compareAgain(scene, training, again.value, signal)
    return found.ok ? done({ ...found.value, machine: machine(scene.h) }) : found
  },

  async conclude(scene, _spec, units) {
    const { h, run, prepared, testOpen } = scene
    const before = readResults(h.store, run.id)?.versions
    if (!before) throw new Error(`run ${run.id} has no results`)
    const data = { recorded: run.usedHash, now: hashUsed(prepared) }
    const networks = [...units].toSorted(([a], [b]) => a - b).map(([, network]) => network)
    const results: ProofResults = {
      kind: 'proof',
      testOpen,
      data,
      before: { ...before, cpu: before.cpu ?? null },
      networks,
      trainings: trainingsOf(scene).length,
      identical: data.recorded === data.now && networks.every(isIdentical),
    }
    return done(results)
  },
}

/** While the test part is closed the second training, which reads it, is left alone. */
function trainingsOf({ h, run, testOpen }: StudyScene): Training[] {
  const rows = readModels(h.store, run.id)
  const { models, retrain, protocol } = run.experiment
  const phases = retrain && testOpen ? (['train', 'retrain'] as const) : (['train'] as const)
  return models.flatMap(model => {
    const rowOf = (phase: Training['phase']) => {
      const row = rows.find(one => one.model === model.name && one.phase === phase)
      if (!row) throw new Error(`${model.name} of run ${run.id} has no ${phase}`)
      return row
    }
    const chosenEpochs = chosenEpoch(protocol, rowOf('train'))
    return phases.map(phase => ({ model, phase, row: rowOf(phase), chosenEpochs }))
  })
}

function isIdentical(network: ProofNetwork): boolean {
  const { hashes, epochs, stopped, weights, losses, predictions, hindcast, forecast } = network
  const isSame = (comparison: Comparison | null) => comparison?.difference == null
  return (
    hashes.stored === hashes.again &&
    hashes.recorded === hashes.again &&
    epochs.before === epochs.again &&
    stopped.before === stopped.again &&
    weights !== null &&
    [weights, losses, predictions, hindcast, forecast].every(isSame)
  )
}
