import chalk from 'chalk'
import Table from 'cli-table3'
import {
  compareGolden,
  type Deviation,
  isClose,
  isUndecidable,
  listGolden,
  readGolden,
  tolerance,
  worst,
} from './support/golden.ts'

// npm run test:golden -- DIR [--strict]: the engine against a folder of PyTorch's numbers.
// --strict takes nothing but the tolerance.

const usage =
  'Usage: npm run test:golden -- DIR [--strict], DIR a folder such as tests/fixtures/golden'

interface Row {
  readonly file: string
  readonly network: string
  readonly deviations: readonly Deviation[]
}

/** Compares each file and tells how many agree. */
function checkFolder(folder: string, strict: boolean): boolean {
  const rows = listGolden(folder).map(file => checkFile(folder, file))
  console.log(table(rows, strict))
  const close = rows.filter(row => row.deviations.every(isClose)).length
  const near = rows.filter(row => passes(row, strict)).length - close
  const all = close + near === rows.length
  const parts = [
    `${close} of ${rows.length} files agree with PyTorch to ${tolerance} in every tensor`,
    ...(near > 0 ? [`${near} as nearly as float32 can tell (≈)`] : []),
    ...(all ? [] : [`${rows.length - close - near} do not`]),
  ]
  console.log((all ? chalk.green : chalk.red)(parts.join(', ')))
  return all
}

const passes = (row: Row, strict: boolean): boolean =>
  row.deviations.every(d => isClose(d) || (!strict && isUndecidable(d)))

/** A file that cannot be compared is a row that fails with its reason. */
function checkFile(folder: string, file: string): Row {
  try {
    const golden = readGolden(folder, file)
    const { cell, hidden, layers, window, batch } = golden
    const network = `${cell} ${hidden}×${layers}, T ${window}, B ${batch}`
    return { file, network, deviations: compareGolden(golden) }
  } catch (error) {
    const deviation = { what: message(error), error: Number.POSITIVE_INFINITY, noise: 0 }
    return { file, network: '', deviations: [deviation] }
  }
}

function table(rows: readonly Row[], strict: boolean): string {
  const head = ['file', 'network', 'tensors', 'worst error', 'of', 'one bit makes', '']
  const printed = new Table({ head, style: { head: [], border: [], compact: true } })
  for (const row of rows) {
    const { what, error, noise } = worst(row.deviations)
    const counted = Number.isFinite(error) ? row.deviations.length : ''
    const bit = noise > 0 ? show(noise) : ''
    printed.push([row.file, row.network, counted, show(error), what, bit, mark(row, strict)])
  }
  return printed.toString()
}

function mark(row: Row, strict: boolean): string {
  if (row.deviations.every(isClose)) return chalk.green('✓')
  return passes(row, strict) ? chalk.yellow('≈') : chalk.red('✗')
}

const show = (error: number): string => (Number.isFinite(error) ? error.toExponential(1) : '—')

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function main(args: readonly string[]): number {
  const strict = args.includes('--strict')
  const [folder, ...rest] = args.filter(arg => arg !== '--strict')
  if (!folder || rest.length > 0) {
    console.error(usage)
    return 2
  }
  try {
    return checkFolder(folder, strict) ? 0 : 1
  } catch (error) {
    console.error(chalk.red(message(error)))
    console.error(usage)
    return 1
  }
}

process.exitCode = main(process.argv.slice(2))
