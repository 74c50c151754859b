import type { NetworkSpec } from '../../src/main/engine/network.ts'
import { adamDefaults } from '../../src/main/engine/optimizers/optimizer.ts'
import type { ProgramSpec } from '../../src/main/engine/program.ts'

export const plainNetwork: NetworkSpec = {
  input: 1,
  cell: 'rnn',
  activation: 'tanh',
  reset: 'after',
  hidden: 5,
  layers: 1,
  norm: 'none',
  dropout: 0,
}

/** A small program; say only what matters. */
export const makeSpec = (
  network: Partial<NetworkSpec> = {},
  rest: Partial<Omit<ProgramSpec, 'network'>> = {}
): ProgramSpec => ({
  network: { ...plainNetwork, ...network },
  window: 6,
  optimizer: adamDefaults,
  clip: null,
  weightDecay: 0,
  ...rest,
})
