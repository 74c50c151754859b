import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { oneThread } from './children.ts'
import { makeWalk } from './curve.ts'
import { median } from './steps.ts'
import { cells, days } from './task.ts'

/** Seconds from process start to the end of the last process. */
export interface TutorialTime {
  readonly engine: 'hindcast' | 'pytorch' | 'pytorch-parallel'
  readonly seconds: number
}

const here = import.meta.dirname

/**
 * The tutorial's training, three models 16×1 over 800 days: ours with three trainers at once,
 * PyTorch one after the other as the tutorial does, PyTorch with three processes at once.
 * Each by turns, `rounds` times; the median counts.
 */
export async function timeTutorial(
  torch: string | null,
  { epochs, rounds }: { epochs: number; rounds: number }
): Promise<TutorialTime[]> {
  const ways = {
    hindcast: () => [start(process.execPath, ['tutorial-child.ts', String(epochs)])],
    ...(torch
      ? {
          pytorch: () => [startTorch(torch, cells.join(), epochs)],
          'pytorch-parallel': () => cells.map(cell => startTorch(torch, cell, epochs)),
        }
      : {}),
  }
  const taken = Object.entries(ways).map(([engine, run]) => ({
    engine,
    run,
    seconds: [] as number[],
  }))
  for (let round = 0; round < rounds; round++)
    for (const { run, seconds } of taken) {
      const began = performance.now()
      await Promise.all(run())
      seconds.push((performance.now() - began) / 1000)
    }
  return taken.map(({ engine, seconds }) => ({
    engine: engine as TutorialTime['engine'],
    seconds: median(seconds),
  }))
}

const startTorch = (python: string, some: string, epochs: number): Promise<void> =>
  start(python, ['pytorch.py', 'tutorial', some, String(epochs)])

/** Runs a script of this folder; the series goes in on standard input. */
function start(command: string, [script, ...args]: readonly string[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const stdio = ['pipe', 'ignore', 'pipe'] as const
  const child = spawn(command, [join(here, script as string), ...args], {
    stdio: [...stdio],
    env: oneThread,
  })
  let said = ''
  child.stderr?.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-500)
  })
  child.stdin?.on('error', () => {}) // one that does not read is told by how it ends
  child.stdin?.end(JSON.stringify([...makeWalk(days)]))
  child.on('exit', code =>
    code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}: ${said}`))
  )
  return promise
}
