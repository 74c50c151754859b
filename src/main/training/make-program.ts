import type { ModelSpec } from '../../shared/types.ts'
import { adamDefaults } from '../engine/optimizers/optimizer.ts'
import { Program, type ProgramSpec } from '../engine/program.ts'
import type { TrainSettings } from './job.ts'

export type ProgramSettings = Pick<
  TrainSettings,
  'window' | 'norm' | 'dropout' | 'optimizer' | 'momentum' | 'clip' | 'weightDecay'
>

/** The program of one model of an experiment. */
export const makeProgram = (model: ModelSpec, settings: ProgramSettings): Program =>
  new Program(programSpec(model, settings))

/** What such a program is compiled from. One feature a day: the value of the series. */
export function programSpec(model: ModelSpec, settings: ProgramSettings): ProgramSpec {
  const { cell, hidden, layers, activation, reset } = model
  const { window, norm, dropout, clip, weightDecay } = settings
  const optimizer =
    settings.optimizer === 'adam'
      ? adamDefaults
      : ({ kind: 'sgd', momentum: settings.momentum } as const)
  const network = { input: 1, cell, activation, reset, hidden, layers, norm, dropout }
  return { network, window, optimizer, clip, weightDecay }
}
