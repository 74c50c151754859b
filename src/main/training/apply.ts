import { rollOut } from '../../shared/lab/forecast.ts'
import type { Program } from '../engine/program.ts'
import type { Application, Applied } from './job.ts'

/** Predictions, one-step and recursive, with the weights that are in the program. */
export async function apply(
  program: Program,
  { windows, cuts = [], paths }: Application
): Promise<Applied> {
  const predictNext = (inputs: Float32Array) => program.predict(inputs)
  const entries = Object.entries(paths).map(async ([name, { windows: first, steps }]) => {
    const path = await rollOut(predictNext, first, program.spec.window, steps)
    return [name, path] as const
  })
  return {
    predictions: windows ? predictCut(program, windows, cuts) : new Float32Array(0),
    paths: Object.fromEntries(await Promise.all(entries)),
  }
}

/** [N, T] to [N]; a call to each piece. */
function predictCut(program: Program, windows: Float32Array, cuts: readonly number[]) {
  const each = program.spec.window
  const predictions = new Float32Array(windows.length / each)
  const starts = [0, ...cuts]
  for (const [i, start] of starts.entries()) {
    const piece = windows.subarray(start * each, (starts[i + 1] ?? predictions.length) * each)
    predictions.set(program.predict(piece), start)
  }
  return predictions
}
