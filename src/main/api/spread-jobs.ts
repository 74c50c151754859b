/**
 * Seconds until jobs are all done that each need so many seconds of a core: begun in order, at most
 * `trainers` at once, sharing `cores` evenly.
 */
export function spreadJobs(jobs: readonly number[], trainers: number, cores: number): number {
  const waiting = [...jobs]
  let running = waiting.splice(0, trainers)
  let clock = 0
  while (running.length > 0) {
    const pace = Math.min(1, cores / running.length)
    const shortest = Math.min(...running)
    clock += shortest / pace
    running = running.map(left => left - shortest).filter(left => left > 1e-9)
    running.push(...waiting.splice(0, trainers - running.length))
  }
  return clock
}
