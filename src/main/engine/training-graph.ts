import type { Build } from './build.ts'
import { call, whileLoop } from './functions.ts'
import { gradients } from './gradients.ts'
import { Graph, type GraphFunction, type Node, type Tensor } from './graph.ts'
import { meanSquaredError } from './losses/mse.ts'
import type { Forward, Network } from './network.ts'
import * as ops from './operations.ts'
import { clipByGlobalNorm, globalNorm } from './optimizers/clip.ts'
import { optimize } from './optimizers/optimizer.ts'
import { parameterCount } from './parameters.ts'
import type { ProgramSpec } from './program.ts'
import { assign, read, type Variable } from './variables.ts'

/**
 * The whole graph of a program. Its named outputs:
 *
 * - `load`       makes windows resident            - `restore`, `state/…`  everything a step depends on
 * - `run/log`    steps of training, in a loop      - `run/watched`         losses of watched batches, after
 * - `predict`    y for given windows               - `gradients/…`         loss and gradients of a batch
 * - `profile`    ‖∂loss/∂h_t‖ of a batch
 */
export function makeTrainingGraph(network: Network, spec: ProgramSpec): Graph {
  const g = new Graph()
  const v = variables(network, spec)
  writeStorage(g, v)
  writeLoops(g, network, spec, v)
  writePrediction(g, network, v)
  writeGradients(g, network, v)
  return g
}

interface Variables {
  readonly parameters: Variable
  readonly slots: readonly [Variable, Variable]
  readonly running: Variable
  readonly step: Variable
  readonly seed: Variable
  /** Resident windows: x [T, F, N], y [1, N]. */
  readonly x: Variable
  readonly y: Variable
}

function variables(network: Network, { window }: ProgramSpec): Variables {
  const float = (name: string, shape: Variable['shape']): Variable => ({
    name,
    shape,
    dtype: 'float',
  })
  const P = parameterCount(network.blocks)
  const R = parameterCount(network.running)
  return {
    parameters: float('parameters', [P]),
    slots: [float('slot0', [P]), float('slot1', [P])],
    running: float('running', R > 0 ? [R] : [1]),
    step: { name: 'step', shape: [], dtype: 'int32' },
    seed: { name: 'seed', shape: [], dtype: 'int32' },
    x: float('x', [window, network.spec.input, 'N']),
    y: float('y', [1, 'N']),
  }
}

/** `restore`, `state/…` and `load`. */
function writeStorage(g: Graph, v: Variables): void {
  const stored = [v.parameters, ...v.slots, v.running, v.step, v.seed]
  const assigned = stored.map(variable => assignFed(g, variable, `restore/${variable.name}`))
  ops.identity(g, ops.scalar(g, 0), { name: 'restore', after: assigned })
  for (const variable of stored)
    ops.identity(g, read(g, variable), { name: `state/${variable.name}` })
  const loaded = [v.x, v.y].map(variable => assignFed(g, variable, `load/${variable.name}`))
  ops.identity(g, ops.scalar(g, 0), { name: 'load', after: loaded })
}

/** Assigns a copy: a variable would otherwise live in the caller's array, and change with it. */
const assignFed = (g: Graph, variable: Variable, name: string): Node =>
  assign(g, variable, ops.deepCopy(g, ops.placeholder(g, name, variable.shape, variable.dtype)))

/** `run/log` [S, 2]: loss and ‖gradient‖ of each step; then `run/watched` [S, 1]. */
function writeLoops(g: Graph, network: Network, spec: ProgramSpec, v: Variables): void {
  const rate = ops.placeholder(g, 'run/rate', [])
  const trainPlan = ops.placeholder(g, 'run/train', ['S', 2], 'int32')
  const order = ops.placeholder(g, 'run/order', ['n'], 'int32')
  const watchPlan = ops.placeholder(g, 'run/watch', ['S', 2], 'int32')
  const places = ops.placeholder(g, 'run/places', ['n'], 'int32')

  const step = (c: LoopBody) => trainOnce(c, network, spec, v)
  const log = loop(g, 'train', 2, { plan: trainPlan, order, rate }, step)
  ops.identity(g, log, { name: 'run/log' })
  const after = ops.identity(g, watchPlan, { after: [log.node] }) // watch what training left
  const look = (c: LoopBody) => watchOnce(c, network, v)
  const watched = loop(g, 'watch', 1, { plan: after, order: places, rate }, look)
  ops.identity(g, watched, { name: 'run/watched' })
}

interface LoopInputs {
  readonly plan: Tensor
  readonly order: Tensor
  readonly rate: Tensor
}

interface LoopBody {
  readonly g: Graph
  /** Which windows make this batch: int32 vector. */
  readonly indices: Tensor
  readonly size: Tensor
  readonly rate: Tensor
}

/** Runs `once` for each row of the plan and collects a row of `width` numbers from each. */
function loop(
  g: Graph,
  name: string,
  width: number,
  { plan, order, rate }: LoopInputs,
  once: (c: LoopBody) => Tensor
): Tensor {
  const rowCount = ops.slice(
    g,
    ops.shapeOf(g, plan),
    ops.integers(g, [0]),
    ops.integers(g, [1]),
    [1]
  )
  const sizes = ops.concat(g, [rowCount, ops.integers(g, [width])], 0)
  const log = ops.fill(g, ['S', width], sizes, ops.scalar(g, 0))
  const count = ops.reshape(g, rowCount, [])
  const state = [ops.integers(g, 0), count, log, plan, order, rate]
  const condition = makeFunction(`${name}/condition`, state, (f, [i, n]) => [
    ops.less(f, i as Tensor, n as Tensor),
  ])
  const body = makeFunction(`${name}/body`, state, (f, args) => {
    const [i, n, log, plan, order, rate] = args as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]
    const row = ops.gather(f, plan, ops.reshape(f, i, [1]), 0) // [1, 2]
    const [start, size] = ops.split(f, ops.reshape(f, row, [2]), [1, 1], 0) as [Tensor, Tensor]
    const indices = ops.slice(f, order, start, size, ['B'])
    const result = once({ g: f, indices, size, rate })
    return [ops.add(f, i, ops.integers(f, 1)), n, ops.setRow(f, log, i, result), plan, order, rate]
  })
  return whileLoop(g, state, condition, body)[2] as Tensor
}

/** A function of tensors like the given ones. */
function makeFunction(
  name: string,
  like: readonly Tensor[],
  write: (g: Graph, args: Tensor[]) => Tensor[]
): GraphFunction {
  const graph = new Graph()
  const inputs = like.map((t, i) => ops.placeholder(graph, `arg${i}`, t.shape, t.dtype))
  return { name: name.replace('/', '_'), graph, inputs, outputs: write(graph, inputs) }
}

/** One step of training: forward, backward, clip, move; gives [loss, ‖gradient‖]. */
function trainOnce(c: LoopBody, network: Network, spec: ProgramSpec, v: Variables): Tensor {
  const { g } = c
  const step = read(g, v.step)
  const next = ops.add(g, step, ops.integers(g, 1))
  const key = ops.pack(g, [read(g, v.seed), step])
  const b: Build = { g, batch: c.size, training: { key } }
  const parameters = read(g, v.parameters)
  const { loss, forward } = lossOf(b, c, network, v, parameters)
  const [gradient] = gradients(g, loss, [parameters]) as [Tensor]
  const norm = globalNorm(g, gradient)
  const clipped = spec.clip === null ? gradient : clipByGlobalNorm(g, gradient, norm, spec.clip)
  const decayed =
    spec.weightDecay === 0
      ? clipped
      : ops.add(g, clipped, ops.multiply(g, parameters, ops.scalar(g, spec.weightDecay)))
  const moved = optimize(g, spec.optimizer, {
    weights: v.parameters,
    slots: v.slots,
    gradient: decayed,
    rate: c.rate,
    step: ops.cast(g, next, 'float'),
  })
  const kept = forward.running ? [assign(g, v.running, forward.running, { after: [moved] })] : []
  const counted = assign(g, v.step, next, { after: [moved] })
  const row = ops.concat(g, [ops.reshape(g, loss, [1]), norm], 0)
  return ops.identity(g, row, { after: [moved, counted, ...kept] })
}

/** Loss of one batch, nothing moved: [1]. */
function watchOnce(c: LoopBody, network: Network, v: Variables): Tensor {
  const b: Build = { g: c.g, batch: c.size, training: null }
  const { loss } = lossOf(b, c, network, v, read(c.g, v.parameters))
  return ops.reshape(c.g, loss, [1])
}

function lossOf(
  b: Build,
  { g, indices }: LoopBody,
  network: Network,
  v: Variables,
  parameters: Tensor
): { loss: Tensor; forward: Forward } {
  const x = ops.gather(g, read(g, v.x), indices, 2) // [T, F, B]
  const y = ops.gather(g, read(g, v.y), indices, 1) // [1, B]
  const forward = run(b, network, v, parameters, x)
  return { loss: meanSquaredError(b, forward.prediction, y), forward }
}

function run(b: Build, network: Network, v: Variables, parameters: Tensor, x: Tensor): Forward {
  const running = network.running.length > 0 ? read(b.g, v.running) : null
  return network.forward(b, parameters, running, ops.unpack(b.g, x))
}

/** `predict`: `predict/x` [T, F, B] to [1, B]. */
function writePrediction(g: Graph, network: Network, v: Variables): void {
  const x = ops.placeholder(g, 'predict/x', open(v.x))
  const body = makeFunction('predict/body', [x], (f, [x]) => {
    const b = outside(f, x as Tensor)
    return [run(b, network, v, read(f, v.parameters), x as Tensor).prediction]
  })
  const [prediction] = call(g, body, [x]) as [Tensor]
  ops.identity(g, prediction, { name: 'predict' })
}

/** `gradients/…` and `profile` of the batch `batch/x`, `batch/y`; dropout is off, statistics are the batch's. */
function writeGradients(g: Graph, network: Network, v: Variables): void {
  const x = ops.placeholder(g, 'batch/x', open(v.x))
  const y = ops.placeholder(g, 'batch/y', open(v.y))
  const body = makeFunction('batch/body', [x, y], (f, [x, y]) =>
    differentiate(f, network, v, x as Tensor, y as Tensor)
  )
  const names = ['gradients/loss', 'gradients/norm', 'gradients/flat', 'profile']
  call(g, body, [x, y]).forEach((output, i) => {
    ops.identity(g, output, { name: names[i] as string })
  })
}

/** Loss, ‖gradient‖, the gradient [P], and ‖∂loss/∂h_t‖ of each layer's steps [L·T]. */
function differentiate(g: Graph, network: Network, v: Variables, x: Tensor, y: Tensor): Tensor[] {
  const b = outside(g, x)
  const parameters = read(g, v.parameters)
  const forward = run({ ...b, training: { key: null } }, network, v, parameters, x)
  const loss = meanSquaredError(b, forward.prediction, y)
  const hidden = forward.layers.flatMap(layer => layer.hidden)
  const [flat, ...states] = gradients(g, loss, [parameters, ...hidden]) as [Tensor, ...Tensor[]]
  const norms = states.map(state => stateNorm(g, state))
  return [loss, globalNorm(g, flat), flat, ops.pack(g, norms)]
}

const stateNorm = (g: Graph, state: Tensor): Tensor =>
  ops.sqrt(g, ops.sum(g, ops.square(g, state), [0, 1], false))

/** A batch fed from outside rather than picked from the resident windows. */
function outside(g: Graph, x: Tensor): Build {
  const batch = ops.slice(g, ops.shapeOf(g, x), ops.integers(g, [2]), ops.integers(g, [1]), [1])
  return { g, batch, training: null }
}

const open = (variable: Variable): Variable['shape'] => [...variable.shape.slice(0, -1), 'B']
