import type { Command } from 'commander'
import { coverageRows } from '../../../shared/lab/coverage-rows.ts'
import { uselessWords } from '../../../shared/lab/coverage-words.ts'
import { readRunBands } from '../../api/roll-bands.ts'
import { answer, type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { exitCodes } from '../exit-codes.ts'
import { addJsonOption } from '../options/output-options.ts'
import { bandsLines } from '../view/bands-lines.ts'
import { wrapWords } from '../view/wrap-words.ts'

export function addBands(program: Command, cli: Cli): void {
  const command = program
    .command('bands <id>')
    .summary('tell how often the bands of a run held')
    .description(
      'Tells how often the bands of a run held what came, beside what they promise: 80 % and 95 %, by days ahead, with an interval, the effective number of days and the mean width.'
    )
  addJsonOption(command, 'the bands, and a row for each forecaster, step and promise')
  command.action((id: string, options: JsonOption) =>
    withHindcast(cli, options, async h => {
      const found = await readRunBands(h, id)
      const code = answer(cli, options, found, {
        words: own => wrapped(bandsLines(own, cli.terminal).join('\n'), cli),
        data: ({ run, bands }) => ({ id: run.id, bands, coverage: coverageRows(bands) }),
      })
      // a band without end or width is no answer: whoever counts on it should hear
      return found.ok && uselessWords(found.value.bands) !== '' ? exitCodes.failed : code
    })
  )
}

const wrapped = (text: string, { terminal }: Cli) =>
  terminal.isLive ? wrapWords(text, terminal.columns) : text
