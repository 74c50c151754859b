import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import chalk from 'chalk'
import type { Cell } from '../src/shared/types.ts'
import { findTorch, startNode, startTorch } from './children.ts'
import { type StepTime, timeSteps } from './steps.ts'
import { describeStep, showRatios, showTargets, showTutorial } from './tables.ts'
import { makeTargets } from './targets.ts'
import { cells } from './task.ts'
import { timeTutorial } from './tutorial.ts'

// npm run bench [-- --out FILE] [--quick] [--cells rnn,lstm,gru]

const usage = 'Usage: npm run bench [-- --out FILE] [--quick] [--cells rnn,lstm,gru]'

interface Options {
  readonly out: string | null
  readonly quick: boolean
  readonly cells: readonly Cell[]
}

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      quick: { type: 'boolean', default: false },
      cells: { type: 'string', default: cells.join() },
    },
  })
  const chosen = values.cells.split(',')
  const unknown = chosen.find(cell => !cells.includes(cell as Cell))
  if (unknown !== undefined) throw new Error(`unknown cell "${unknown}"`)
  return { out: values.out ?? null, quick: values.quick, cells: chosen as Cell[] }
}

async function main({ out, quick, cells: chosen }: Options): Promise<void> {
  const torch = findTorch()
  console.log(chalk.dim(`${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.versions.node}`))
  console.log(
    torch
      ? chalk.dim(`PyTorch ${torch.version}; one thread each`)
      : chalk.yellow(
          'no python3 that imports torch: HINDCAST_PYTHON names one; PyTorch is left out'
        )
  )
  const effort = quick ? { rounds: 3, milliseconds: 100 } : { rounds: 8, milliseconds: 250 }
  const steps = await withChildren(torch?.python ?? null, children =>
    timeSteps(children, chosen, effort, times => console.log(describeStep(times)))
  )
  console.log(showRatios(steps))
  const tutorial = await timeTutorial(torch?.python ?? null, {
    epochs: 200,
    rounds: quick ? 1 : 3,
  })
  console.log(showTutorial(tutorial))
  console.log(showTargets(makeTargets(steps, tutorial)))
  if (out !== null) writeFileSync(out, `${JSON.stringify({ steps, tutorial }, null, 2)}\n`)
}

async function withChildren(
  python: string | null,
  use: (children: ReturnType<typeof startNode>[]) => Promise<StepTime[]>
): Promise<StepTime[]> {
  const torch = python === null ? [] : [startTorch(python)]
  const children = [startNode('hindcast'), startNode('tf.layers'), ...torch]
  try {
    return await use(children)
  } finally {
    for (const child of children) child.close()
  }
}

try {
  await main(readOptions(process.argv.slice(2)))
} catch (error) {
  console.error(chalk.red(error instanceof Error ? error.message : String(error)))
  console.error(usage)
  process.exitCode = 1
}
