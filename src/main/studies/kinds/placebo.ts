import type { Experiment } from '../../../shared/experiment.ts'
import { done } from '../../../shared/failure.ts'
import { orNull } from '../../../shared/lab/numbers.ts'
import { type CopyOf, placeboCopy, placeboSeeds } from '../../../shared/lab/placebo.ts'
import { findPlacebo, type PlaceboSkills } from '../../../shared/lab/placebo-findings.ts'
import { placeboExperiment } from '../../../shared/presets.ts'
import type { PlaceboResults, PlaceboSpec } from '../../../shared/studies/placebo.ts'
import type { ModelSpec, Part, Range } from '../../../shared/types.ts'
import { readResults } from '../../store/runs.ts'
import { recordTry, tries } from '../../store/tries.ts'
import type { KindOfStudy, StudyScene } from '../kind.ts'
import { trainForSkill } from '../train-for-skill.ts'

/** One training: of the real series (copy 0) or of a copy (1 … K). */
interface Unit {
  readonly copy: number
  readonly model: string
  /** One-step, on the measured part; null where persistence makes no error. */
  readonly skill: number | null
}

/** The run's experiment on shuffled copies of its series; a unit is the training of one network. */
export const placebo: KindOfStudy<'placebo', Unit> = {
  count: (scene, spec) => done(planOf(scene, spec).length),

  async work(scene, spec, unit, signal) {
    const { copy, model } = planOf(scene, spec)[unit]!
    const experiment = experimentOf(scene, spec)
    if (copy === 0) recordTry(scene.h.store, { ...scene.run, experiment })
    const { part, ...range } = measuredPart(scene)
    const prepared = placeboCopy(scene.prepared, scene.testOpen, copyOf(spec, copy))
    const skill = await trainForSkill(scene.h.pool, { prepared, experiment, model, range }, signal)
    return skill.ok ? done({ copy, model: model.name, skill: skill.value }) : skill
  },

  conclude: async (scene, spec, units) => done(conclude(scene, spec, [...units.values()])),
}

/** What is trained, in order: the real series first, where the run's own figures do not serve. */
function planOf(scene: StudyScene, spec: PlaceboSpec): { copy: number; model: ModelSpec }[] {
  const { models } = experimentOf(scene, spec)
  const first = spec.size === 'small' ? 0 : 1
  return Array.from({ length: spec.count + 1 - first }, (_, k) =>
    models.map(model => ({ copy: first + k, model }))
  ).flat()
}

const experimentOf = ({ run }: StudyScene, { size }: PlaceboSpec): Experiment =>
  size === 'small' ? placeboExperiment(run.experiment) : run.experiment

const copyOf = (spec: PlaceboSpec, copy: number): CopyOf =>
  copy === 0
    ? { kind: 'real' }
    : { kind: spec.placebo, seed: placeboSeeds(spec.seed, copy)[copy - 1]! }

/** Where the verdict looks: at the test part, or at validation while that is closed. */
function measuredPart({ prepared, testOpen }: StudyScene): Range & { readonly part: Part } {
  const { validation, test } = prepared.split
  return testOpen ? { part: 'test', ...test } : { part: 'validation', ...(validation ?? test) }
}

function conclude(scene: StudyScene, spec: PlaceboSpec, units: readonly Unit[]): PlaceboResults {
  const { part, start, end } = measuredPart(scene)
  const { store } = scene.h
  const facts = {
    part,
    days: end - start,
    tries: tries(store, scene.run.revision.series),
  }
  const copies = copiesOf(scene, spec, units)
  const skills = skillsOf(scene, spec, units, copies)
  const found = findPlacebo(skills, { spec, closed: !scene.testOpen, ...facts })
  return { kind: 'placebo', ...facts, copies, ...found }
}

/** Copies of which every network is trained. */
function copiesOf(
  scene: StudyScene,
  spec: PlaceboSpec,
  units: readonly Unit[]
): PlaceboResults['copies'] {
  const seeds = placeboSeeds(spec.seed, spec.count)
  const { models } = experimentOf(scene, spec)
  const byCopy = Map.groupBy(
    units.filter(({ copy }) => copy > 0),
    ({ copy }) => copy
  )
  return [...byCopy]
    .filter(([, done]) => done.length === models.length)
    .sort(([a], [b]) => a - b)
    .map(([copy, done]) => ({
      copy,
      seed: seeds[copy - 1]!,
      skill: Object.fromEntries(done.map(({ model, skill }) => [model, skill])),
    }))
}

function skillsOf(
  scene: StudyScene,
  spec: PlaceboSpec,
  units: readonly Unit[],
  copies: PlaceboResults['copies']
): PlaceboSkills[] {
  const { models, epochs } = experimentOf(scene, spec)
  return models.map(({ name, cell, hidden, layers }) => ({
    model: name,
    cell,
    hidden,
    layers,
    epochs,
    real: orNull(realSkill(scene, spec, units, name) ?? Number.NaN),
    copies: copies.map(({ skill }) => skill[name] ?? null),
  }))
}

/** Small: as trained here. Own: the run's own figure on that part. */
function realSkill(
  scene: StudyScene,
  spec: PlaceboSpec,
  units: readonly Unit[],
  name: string
): number | null {
  if (spec.size === 'small')
    return units.find(({ copy, model }) => copy === 0 && model === name)?.skill ?? null
  const { part } = measuredPart(scene)
  const results = readResults(scene.h.store, scene.run.id)
  const own = results?.forecasters.find(forecaster => forecaster.name === name)
  return own?.parts[part]?.skill ?? null
}
