import { availableParallelism, totalmem } from 'node:os'

const trainerMemory = 500e6 // bytes resident after many programs, measured (docs/engine.md)
const spareMemory = 500e6 // left to everything else

/**
 * How many trainers run at once: as many as cores, but three at least, since an experiment has
 * three models and the system shares two cores more evenly than a queue; fewer when memory is short.
 */
export function poolSize(cores = availableParallelism(), free = availableMemory()): number {
  const fitting = Math.floor((free - spareMemory) / trainerMemory)
  return Math.max(1, Math.min(Math.max(3, cores), fitting))
}

/**
 * Bytes a new process may take, a container's limit included. macOS tells only of pages that nobody
 * uses, which is next to nothing on a healthy system; half of its memory is nearer to the truth.
 */
const availableMemory = (): number =>
  process.platform === 'darwin' ? totalmem() / 2 : process.availableMemory()
