import { done } from '../../../shared/failure.ts'
import { concludeSeeds, type SeedUnit } from '../../../shared/lab/conclude-seeds.ts'
import type { KindOfStudy, StudyScene } from '../kind.ts'
import { seedGround } from '../seed-ground.ts'
import { makeSeedUnit } from '../seed-unit.ts'

/** A unit is one network from one seed; the run's own seed comes first and is not trained again. */
export const seeds: KindOfStudy<'seeds', SeedUnit> = {
  count: ({ run }, { count }) => done(count * run.experiment.models.length),
  work: (scene, spec, unit, signal) => makeSeedUnit(scene, spec, placeOf(scene, unit), signal),
  conclude: async (scene, spec, units) =>
    done(concludeSeeds(seedGround(scene, spec), [...units.values()])),
}

/** Seed by seed: what is stopped half-way has whole seeds, all but the last. */
const placeOf = ({ run }: StudyScene, unit: number) => ({
  seed: Math.floor(unit / run.experiment.models.length),
  model: unit % run.experiment.models.length,
})
