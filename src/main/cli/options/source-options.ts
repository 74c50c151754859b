import { type Command, Option } from 'commander'
import { readChoice, readWhole } from './readers.ts'

export interface CsvOptions {
  readonly column?: string
  readonly decimal?: 'point' | 'comma'
  readonly dates?: 'day-first' | 'month-first'
  readonly skipBadRows?: true
}

/** Where the prices come from. */
export interface SourceOptions extends CsvOptions {
  readonly symbol?: string
  readonly revision?: number
  readonly csv?: string
  readonly sample?: 'random-walk' | 'momentum'
  readonly sampleSeed?: number
}

const group = 'Prices, one of the first three:'

export function addSourceOptions(command: Command): void {
  const options = [
    new Option('--symbol <symbol>', 'A symbol at Yahoo, as NFLX; only missing days are fetched.'),
    new Option(
      '--revision <n>',
      'With --symbol: a state of the series that is kept here, as hindcast revisions SYMBOL counts them; nothing is fetched.'
    ).argParser(readWhole),
    new Option('--csv <file>', 'A CSV file of daily prices.'),
    new Option(
      '--sample <name>',
      'A simulated series: random-walk, on which nobody can beat persistence, or momentum, on which a network should.'
    ).argParser(readChoice('random-walk', 'momentum')),
    new Option('--sample-seed <n>', 'Another draw of the simulated series. (7)').argParser(
      readWhole
    ),
  ]
  for (const option of options) command.addOption(option.helpGroup(group))
  addCsvOptions(command, group)
}

/** How a CSV file is to be read where it does not say so itself. */
export function addCsvOptions(command: Command, heading = 'Options:'): void {
  const options = [
    new Option('--column <name>', 'Of the CSV: the column of prices.'),
    new Option('--decimal <mark>', 'Of the CSV: point or comma.').argParser(
      readChoice('point', 'comma')
    ),
    new Option('--dates <order>', 'Of the CSV: day-first or month-first.').argParser(
      readChoice('day-first', 'month-first')
    ),
    new Option('--skip-bad-rows', 'Of the CSV: takes the good rows although there are bad ones.'),
  ]
  for (const option of options) command.addOption(option.helpGroup(heading))
}
