/** Our side of the tutorial: three trainer processes at once, as the app has them. Argument: epochs. */
import { TrainerPool } from '../src/main/training/pool.ts'
import { cells } from './task.ts'
import { tutorialJob } from './tutorial-job.ts'

const pool = new TrainerPool({ size: 3 })
const ends = cells.map(cell => pool.train(tutorialJob(cell, Number(process.argv[2]))).end)
const results = await Promise.all(ends)
pool.close()
for (const [i, end] of results.entries())
  if (end.kind !== 'done') throw new Error(`${cells[i]} ended as ${end.kind}: ${end.reason}`)
process.exit(0)
