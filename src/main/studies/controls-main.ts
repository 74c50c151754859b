/** The script behind `npm run controls`: ridge, then the networks, and exit code 1 when a promise breaks. */

import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Command, InvalidArgumentError } from 'commander'
import { createLogUpdate } from 'log-update'
import { formatDuration } from '../../shared/charts/format.ts'
import { describeFailure, done, type Result } from '../../shared/failure.ts'
import type { ControlRow } from '../../shared/lab/controls.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { abortable } from '../cli/interrupts.ts'
import { openTerminal, type Terminal } from '../cli/terminal.ts'
import { poolSize, TrainerPool } from '../training/pool.ts'
import { type ControlsProgress, runControls, runRidgeControls } from './controls.ts'
import { brokenPromises } from './controls-promise.ts'
import { drawTable, markdownTable, progressLine, seedLine } from './controls-view.ts'

interface Options {
  readonly seeds: number
  readonly out?: string
  readonly ridgeOnly?: true
}

async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args)
  const began = performance.now()
  const rows = await ask(options, terminal)
  if (!rows.ok) {
    terminal.complain(describeFailure(rows.failure))
    return rows.failure.kind === 'cancelled' ? exitCodes.interrupted : exitCodes.failed
  }
  const took = `It took ${formatDuration((performance.now() - began) / 1000)}.`
  const broken = brokenPromises(rows.value)
  terminal.say([drawTable(rows.value), ...broken, verdictOf(broken), took].join('\n'))
  if (options.out !== undefined) keepTable(options.out, rows.value, `${commandOf(args)}. ${took}`)
  return broken.length > 0 ? exitCodes.failed : exitCodes.done
}

function readOptions(args: readonly string[]): Options {
  const command = new Command('npm run controls --')
    .description('Does the lab call luck luck, and skill skill?')
    .option('--seeds <n>', 'Seeds 1 … n of each sample.', readSeeds, 20)
    .option('--out <file>', 'Put the table between the marks in this Markdown file.')
    .option('--ridge-only', 'Without networks: a second, and no engine.')
    .exitOverride(error => process.exit(error.exitCode === 0 ? 0 : exitCodes.usage))
  return command.parse(args, { from: 'user' }).opts<Options>()
}

function readSeeds(text: string): number {
  const seeds = Number(text)
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > 10_000)
    throw new InvalidArgumentError('It takes a whole number from 1 to 10,000.')
  return seeds
}

async function ask(options: Options, terminal: Terminal): Promise<Result<ControlRow[]>> {
  const seeds = Array.from({ length: options.seeds }, (_, k) => k + 1)
  if (options.ridgeOnly) return done(runRidgeControls({ seeds }))
  // two seeds of three models are under way at once: six trainers at most, one for each core
  const pool = new TrainerPool({ size: Math.min(6, availableParallelism(), poolSize()) })
  const screen = terminal.isLive ? liveScreen(terminal) : plainLines(terminal)
  try {
    return await abortable(signal =>
      runControls(pool, { seeds, signal, onProgress: progress => screen.show(progress) })
    )
  } finally {
    screen.end()
    pool.close()
  }
}

interface Screen {
  show(progress: ControlsProgress): void
  end(): void
}

/** The table redrawn in place, with the time left under it. */
function liveScreen({ stream }: Terminal): Screen {
  const draw = createLogUpdate(stream)
  const began = performance.now()
  const show = (progress: ControlsProgress) => {
    const seconds = (performance.now() - began) / 1000
    draw(`${drawTable(progress.rows)}\n${progressLine(progress, seconds)}`)
  }
  return { show, end: () => draw.clear() }
}

/** A line for each seed once its models are judged; ridge, known at once, is in the last table. */
function plainLines(terminal: Terminal): Screen {
  let told = 0
  const show = ({ rows }: ControlsProgress) => {
    const networks = rows.filter(({ model }) => model !== 'ridge')
    const fresh = Map.groupBy(networks.slice(told), ({ sample, seed }) => `${sample} ${seed}`)
    for (const seed of fresh.values()) terminal.say(seedLine(seed))
    told = networks.length
  }
  return { show, end: () => {} }
}

const verdictOf = (broken: readonly string[]) =>
  broken.length > 0 ? 'The controls do not hold.' : 'The controls hold.'

const commandOf = (args: readonly string[]) => `\`npm run controls -- ${args.join(' ')}\``

const marks = ['<!-- controls: written by npm run controls -->', '<!-- /controls -->'] as const

/** Replaces what stands between the marks. @throws when the file has none */
function keepTable(file: string, rows: readonly ControlRow[], facts: string): void {
  const text = readFileSync(file, 'utf8')
  const [start, end] = [text.indexOf(marks[0]) + marks[0].length, text.indexOf(marks[1])]
  if (start < marks[0].length || end < start) throw new Error(`${file} has no marks for the table`)
  const date = new Date().toISOString().slice(0, 10)
  const table = `\n\n${date}, ${facts}\n\n${markdownTable(rows)}\n\n`
  writeFileSync(file, text.slice(0, start) + table + text.slice(end))
}

process.exitCode = await main(process.argv.slice(2), openTerminal(process))
