import type { Run } from '../store/runs.ts'

/** Trainers average watched losses over batches under the tutorial, over windows under sealed. */
export const lossBatch = ({ experiment }: Pick<Run, 'experiment'>): number =>
  experiment.protocol === 'tutorial' ? experiment.batch : Number.POSITIVE_INFINITY
