import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TensorValue } from './graph.ts'

/**
 * The only file that knows libtensorflow. It loads tfjs-node's native binding and runs
 * SavedModels through it, one native call a run, past tfjs's own tensors.
 *
 * Uses internals of tfjs-node 4.22.0, which is therefore pinned exactly:
 * `loadSavedModel`, `runSavedModel`, `createTensor`, `tensorDataSync`, `deleteTensor`,
 * `deleteSavedModel` and `getNumOfTensors` of its addon.
 */

interface Binding {
  readonly TF_FLOAT: number
  readonly TF_INT32: number
  readonly TF_Version: string
  createTensor(shape: readonly number[], dtype: number, data: Float32Array | Int32Array): number
  deleteTensor(id: number): void
  getNumOfTensors(): number
  tensorDataSync(id: number): Float32Array | Int32Array
  loadSavedModel(folder: string, tags: string): number
  deleteSavedModel(id: number): void
  runSavedModel(id: number, inputs: number[], names: string, outputs: string): TensorInfo[]
}

interface TensorInfo {
  readonly id: number
  readonly shape: number[]
  readonly dtype: number
}

// not called `require`: a bundler puts one of that name into the same file
const load = createRequire(import.meta.url)
let loaded: Binding | null = null

/**
 * Loads libtensorflow once per process, and of tfjs-node only its addon: the rest of tfjs takes as
 * long to load as the library (docs/engine.md). One thread inside an operation and one between
 * them: deterministic, and the best total throughput with a process per model.
 * @throws when the addon is missing or does not load
 */
export function native(): Binding {
  if (loaded) return loaded
  prepareProcess()
  const addon = findAddon()
  loaded = addon ? (load(addon) as Binding) : (tfjs().backend().binding as Binding)
  return loaded
}

/** What libtensorflow reads once, as it loads. */
function prepareProcess(): void {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  process.env['TF_NUM_INTRAOP_THREADS'] ??= '1'
  process.env['TF_NUM_INTEROP_THREADS'] ??= '1'
  restoreUtil(load('node:util'))
}

/** tfjs-node 4.22 calls two functions of `node:util` that Node 23 removed. */
function restoreUtil(util: Record<string, unknown>): void {
  util['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined
  util['isArray'] ??= Array.isArray
}

/** `lib/napi-v8/tfjs_binding.node`, where tfjs-node's installer puts it; null when it did not. */
function findAddon(): string | null {
  const lib = join(dirname(load.resolve('@tensorflow/tfjs-node/package.json')), 'lib')
  const folders = existsSync(lib) ? readdirSync(lib).sort() : []
  const addons = folders.map(folder => join(lib, folder, 'tfjs_binding.node'))
  return addons.findLast(existsSync) ?? null
}

/** All of tfjs, a witness for tests and a rival for the bench; without an addon it says what to do. */
// biome-ignore lint/suspicious/noExplicitAny: loaded as it is, past its own type packages
export function tfjs(): any {
  prepareProcess()
  const tf = load('@tensorflow/tfjs-node')
  tf.env().set('PROD', true)
  return tf
}

/** libtensorflow's own version, `2.21.0`. */
export const tensorflowVersion = (): string => native().TF_Version

export const tfjsVersion = (): string => load('@tensorflow/tfjs-node/package.json').version

/** Tensors that live on the native side; none may stay behind a call. */
export const countTensors = (): number => native().getNumOfTensors()

/** A graph loaded into a TensorFlow session, with the variables that live in it. */
export class Session {
  readonly #id: number
  readonly #binding: Binding
  #open = true

  /** @param model a serialised SavedModel; it touches the disk only while it is loaded */
  constructor(model: Uint8Array) {
    this.#binding = native()
    const folder = mkdtempSync(join(tmpdir(), 'hindcast-program-'))
    try {
      writeFileSync(join(folder, 'saved_model.pb'), model)
      this.#id = this.#binding.loadSavedModel(folder, 'serve')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  /** One native call. The fed arrays are not kept; the fetched ones are copies. */
  run(feeds: Readonly<Record<string, TensorValue>>, fetches: readonly string[]): TensorValue[] {
    if (!this.#open) throw new Error('this program is closed')
    const ids = Object.values(feeds).map(value => this.#upload(value))
    try {
      const names = Object.keys(feeds).join(',')
      const infos = this.#binding.runSavedModel(this.#id, ids, names, fetches.join(','))
      return infos.map(info => this.#download(info))
    } finally {
      for (const id of ids) this.#binding.deleteTensor(id)
    }
  }

  close(): void {
    if (this.#open) this.#binding.deleteSavedModel(this.#id)
    this.#open = false
  }

  #upload({ shape, dtype, data }: TensorValue): number {
    const { TF_FLOAT, TF_INT32 } = this.#binding
    return this.#binding.createTensor(shape, dtype === 'float' ? TF_FLOAT : TF_INT32, data)
  }

  #download({ id, shape, dtype }: TensorInfo): TensorValue {
    const data = this.#binding.tensorDataSync(id)
    this.#binding.deleteTensor(id)
    return { shape, data, dtype: dtype === this.#binding.TF_INT32 ? 'int32' : 'float' }
  }
}
