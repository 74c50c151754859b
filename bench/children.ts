import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Engine, Round } from './task.ts'

/** A process that lives through the whole run and trains when it is asked to. */
export interface BenchChild {
  readonly engine: Engine
  /** Milliseconds a step, one number for each measured call. */
  time(round: Round): Promise<number[]>
  close(): void
}

const here = import.meta.dirname
const python =
  process.env['HINDCAST_PYTHON'] ?? (process.platform === 'win32' ? 'python' : 'python3')

/** The Python whose torch is measured: `HINDCAST_PYTHON`, or `python3`; null when it has no torch. */
export function findTorch(): { python: string; version: string } | null {
  const asked = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], {
    encoding: 'utf8',
  })
  return asked.status === 0 ? { python, version: asked.stdout.trim() } : null
}

/** One thread for everyone. */
export const oneThread: NodeJS.ProcessEnv = {
  ...process.env,
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  TF_CPP_MIN_LOG_LEVEL: '3',
}

export const startNode = (engine: 'hindcast' | 'tf.layers'): BenchChild =>
  talk(engine, spawn(process.execPath, [join(here, 'step-child.ts'), engine], options))

export const startTorch = (command: string): BenchChild =>
  talk('pytorch', spawn(command, [join(here, 'pytorch.py'), 'steps'], options))

const options: SpawnOptions = { stdio: ['pipe', 'pipe', 'ignore'], env: oneThread }

/** A line of JSON there, a line of JSON back. */
function talk(engine: Engine, child: ChildProcess): BenchChild {
  const answers: PromiseWithResolvers<number[]>[] = []
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', line => {
    if (line.startsWith('[')) answers.shift()?.resolve(JSON.parse(line))
  })
  child.on('exit', code => {
    for (const answer of answers) answer.reject(new Error(`${engine} ended with ${code}`))
  })
  return {
    engine,
    time(round) {
      const answer = Promise.withResolvers<number[]>()
      answers.push(answer)
      child.stdin?.write(`${JSON.stringify(round)}\n`)
      return answer.promise
    },
    close: () => child.stdin?.end(),
  }
}
