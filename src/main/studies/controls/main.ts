/** The script behind `npm run controls`: each control in turn, and exit code 1 when a promise breaks. */

import { availableParallelism } from 'node:os'
import { Command, InvalidArgumentError } from 'commander'
import { formatDuration } from '../../../shared/charts/format.ts'
import { describeFailure, type Result } from '../../../shared/failure.ts'
import { exitCodes } from '../../cli/exit-codes.ts'
import { abortable } from '../../cli/interrupts.ts'
import { openTerminal, type Terminal } from '../../cli/terminal.ts'
import { poolSize, TrainerPool } from '../../training/pool.ts'
import type { Control, ControlReport } from './control.ts'
import { controls } from './controls.ts'
import { keepReport } from './keep-report.ts'
import { openScreen } from './screen.ts'
import { drawTable } from './table.ts'

interface Options {
  readonly seeds?: number
  readonly only?: readonly Control[]
  readonly out?: string
  readonly ridgeOnly?: true
}

async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args)
  const pool = options.ridgeOnly ? null : openPool()
  const broken: string[] = []
  try {
    for (const control of options.only ?? controls) {
      const began = performance.now()
      const report = await ask(control, options, pool, terminal)
      if (!report.ok) {
        terminal.complain(describeFailure(report.failure))
        return report.failure.kind === 'cancelled' ? exitCodes.interrupted : exitCodes.failed
      }
      const took = `It took ${formatDuration((performance.now() - began) / 1000)}.`
      terminal.say(describeReport(control, report.value, took))
      if (options.out !== undefined)
        keepReport(options.out, control, report.value, `${commandOf(args)}. ${took}`)
      broken.push(...report.value.broken)
    }
  } finally {
    pool?.close()
  }
  terminal.say(broken.length > 0 ? 'The controls do not hold.' : 'The controls hold.')
  return broken.length > 0 ? exitCodes.failed : exitCodes.done
}

function readOptions(args: readonly string[]): Options {
  const names = controls.map(({ name }) => name).join(', ')
  const command = new Command('npm run controls --')
    .description('Simulated series, of which the answer is known: does the lab find it?')
    .option('--only <names>', `Some of ${names}; commas between them.`, readNames)
    .option('--seeds <n>', 'Seeds 1 … n of each sample, for every control.', readSeeds)
    .option('--out <file>', 'Put the tables between the marks in this Markdown file.')
    .option('--ridge-only', 'Without networks, so without an engine.')
    .exitOverride(error => process.exit(error.exitCode === 0 ? 0 : exitCodes.usage))
  return command.parse(args, { from: 'user' }).opts<Options>()
}

function readNames(text: string): Control[] {
  return text.split(',').map(typed => {
    const control = controls.find(({ name }) => name === typed.trim())
    if (control) return control
    throw new InvalidArgumentError(`There is ${controls.map(({ name }) => name).join(', ')}.`)
  })
}

function readSeeds(text: string): number {
  const seeds = Number(text)
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > 10_000)
    throw new InvalidArgumentError('It takes a whole number from 1 to 10,000.')
  return seeds
}

/** Six trainers at most, one for each core. */
const openPool = () => new TrainerPool({ size: Math.min(6, availableParallelism(), poolSize()) })

async function ask(
  control: Control,
  options: Options,
  pool: TrainerPool | null,
  terminal: Terminal
): Promise<Result<ControlReport>> {
  const seeds = Array.from({ length: options.seeds ?? control.seeds }, (_, k) => k + 1)
  const screen = openScreen(terminal)
  const { tell, note } = screen
  try {
    return await abortable(signal => control.run({ seeds, pool, signal, tell, note }))
  } finally {
    screen.end()
  }
}

const describeReport = (control: Control, report: ControlReport, took: string): string =>
  [control.title, drawTable(report.table), ...report.figures, ...report.broken, took].join('\n')

const commandOf = (args: readonly string[]) =>
  `\`${['npm run controls', ...(args.length > 0 ? ['--', ...args] : [])].join(' ')}\``

process.exitCode = await main(process.argv.slice(2), openTerminal(process))
