/**
 * Memory of a trainer process over 25,000 steps (5,000 epochs of the tutorial):
 * node bench/memory.ts [CELL=lstm] [EPOCHS=5000]. Promised: under 600 MB, growing under 30 MB.
 */
import { execFileSync } from 'node:child_process'
import { launchTrainer } from '../src/main/training/launch.ts'
import type { Cell } from '../src/shared/types.ts'
import { tutorialJob } from './tutorial-job.ts'

const cell = (process.argv[2] ?? 'lstm') as Cell
const epochs = Number(process.argv[3] ?? 5000)
const settled = 200 // epochs after which the process has taken what it needs

/** Resident megabytes, as ps tells on Linux and macOS. */
const resident = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024

const trainer = launchTrainer()
let first = Number.NaN
let last = Number.NaN
let highest = 0
trainer.onMessage(message => {
  if (message.type === 'ready') trainer.send({ type: 'job', job: tutorialJob(cell, epochs) })
  if (message.type === 'failed') throw new Error(message.reason)
  if (message.type === 'progress') {
    last = resident(trainer.pid as number)
    highest = Math.max(highest, last)
    if (Number.isNaN(first) && (message.epochs.at(-1)?.epoch ?? 0) >= settled) first = last
  }
  if (message.type === 'trained') {
    const steps = 5 * epochs
    console.log(
      `${cell} 16×1, ${steps} steps: ${first.toFixed(0)} MB after ${settled} epochs, ` +
        `${last.toFixed(0)} MB at the end (grew ${(last - first).toFixed(1)} MB), at most ${highest.toFixed(0)} MB`
    )
    process.exitCode = highest < 600 && last - first < 30 ? 0 : 1
    trainer.kill()
  }
})
