import { extname, join } from 'node:path'
import envPaths from 'env-paths'
import { type Child, forkNode } from '../child.ts'
import type { FromTrainer, ToTrainer } from './messages.ts'

/** A running trainer process, whatever started it. */
export type TrainerProcess = Child<ToTrainer, FromTrainer>

export type Launch = () => TrainerProcess

/** Built or run from source, the trainer lies beside this file with the same ending. */
export const trainerFile = new URL(`./trainer${extname(import.meta.url)}`, import.meta.url)

/** Where Node keeps compiled code, the person's own folder: it saves a trainer 60–100 ms. */
const compileCache = join(envPaths('hindcast', { suffix: '' }).cache, 'compiled')

/** Starts a trainer as a Node process. */
export const launchTrainer: Launch = () =>
  forkNode<ToTrainer, FromTrainer>(trainerFile, {
    // without it a trainer that compiled twenty programs keeps 710 MB instead of 480 (docs/engine.md)
    execArgv: ['--max-semi-space-size=4'],
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
    detached: true, // Ctrl-C in a terminal reaches us, not the trainers: we stop them in order
  })
