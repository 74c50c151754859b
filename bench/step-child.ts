/** Times steps of ours or of tf.layers: a line of JSON in (Round), a line of JSON out (number[]). */
import { createInterface } from 'node:readline'
import { adamDefaults } from '../src/main/engine/optimizers/optimizer.ts'
import { Program } from '../src/main/engine/program.ts'
import { tfjs } from '../src/main/engine/tensorflow.ts'
import { makeCurve } from './curve.ts'
import { batch, type Round, type Task, window } from './task.ts'

/** One call of training; how many steps it made. */
type Train = () => number | Promise<number>

const windows = makeCurve(5 * batch)

/** Calls of five batches, an epoch of the tutorial, as the trainer makes them. */
function hindcast({ cell, hidden, layers }: Task): Train {
  const program = new Program({
    network: {
      input: 1,
      cell,
      activation: 'tanh',
      reset: 'after',
      hidden,
      layers,
      norm: 'none',
      dropout: 0,
    },
    window,
    optimizer: adamDefaults,
    clip: null,
    weightDecay: 0,
  })
  program.initialise(7)
  program.load(windows)
  const train = [0, 1, 2, 3, 4].map(i => ({ start: i * batch, size: batch }))
  return () => program.run({ train, order: null, watch: [], rate: 1e-3 }).losses.length
}

/** The way of the documentation: a sequential model and `trainOnBatch`. */
function tfLayers({ cell, hidden, layers }: Task): Train {
  const tf = tfjs()
  const model = tf.sequential()
  for (let layer = 0; layer < layers; layer++) {
    const shape = layer === 0 ? { inputShape: [window, 1] } : {}
    const own = { units: hidden, returnSequences: layer < layers - 1, ...shape }
    const gates = cell === 'rnn' ? {} : { recurrentActivation: 'sigmoid' }
    const make = cell === 'rnn' ? tf.layers.simpleRNN : tf.layers[cell]
    model.add(make({ ...own, ...gates }))
  }
  model.add(tf.layers.dense({ units: 1 }))
  model.compile({ optimizer: tf.train.adam(1e-3), loss: 'meanSquaredError' })
  const x = tf.tensor(windows.inputs.subarray(0, batch * window), [batch, window, 1])
  const y = tf.tensor(windows.targets.subarray(0, batch), [batch, 1])
  return async () => {
    await model.trainOnBatch(x, y)
    return 1
  }
}

const make = process.argv[2] === 'tf.layers' ? tfLayers : hindcast
const known = new Map<string, Train>()

async function measure({ milliseconds, atLeast, ...task }: Round): Promise<number[]> {
  const key = JSON.stringify(task)
  const train = known.get(key) ?? make(task)
  if (!known.has(key)) for (let i = 0; i < 2; i++) await train() // the first call compiles
  known.set(key, train)
  const times: number[] = []
  const began = performance.now()
  while (times.length < atLeast || performance.now() - began < milliseconds) {
    const from = performance.now()
    const steps = await train()
    times.push((performance.now() - from) / steps)
  }
  return times
}

for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(await measure(JSON.parse(line))))
