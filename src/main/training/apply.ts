import { rollOut } from '../../shared/lab/forecast.ts'
import type { Program } from '../engine/program.ts'
import type { Application, Applied } from './job.ts'

/** Predictions, one-step and recursive, with the weights that are in the program. */
export async function apply(program: Program, { windows, paths }: Application): Promise<Applied> {
  const predictNext = (inputs: Float32Array) => program.predict(inputs)
  const entries = Object.entries(paths).map(async ([name, { windows: first, steps }]) => {
    const path = await rollOut(predictNext, first, program.spec.window, steps)
    return [name, path] as const
  })
  return {
    predictions: windows ? program.predict(windows) : new Float32Array(0),
    paths: Object.fromEntries(await Promise.all(entries)),
  }
}
