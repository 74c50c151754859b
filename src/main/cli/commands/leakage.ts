import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { LeakageMap } from '../../../shared/lab-wire.ts'
import { certificateText, makeCertificate } from '../../api/certificate.ts'
import type { Hindcast } from '../../api/hindcast.ts'
import { readLeakage } from '../../api/read-leakage.ts'
import { writeWhole } from '../../api/save-file.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { addJsonOption } from '../options/output-options.ts'
import { reportFailure } from '../report-failure.ts'
import { leakageLines } from '../view/leakage-lines.ts'

type Options = JsonOption & { readonly out?: string }

export function addLeakage(program: Command, cli: Cli): void {
  const command = program
    .command('leakage <id>')
    .summary('show which days each stage of a run read')
    .description(
      'Watches the stages of a finished run read their data, and alters every later day to see that nothing changes. Exit code 1 when a stage saw a day that it may not see.'
    )
  command.addOption(
    new Option(
      '--out <file>',
      'Writes a certificate: the map with hashes of data, weights and itself.'
    ).helpGroup('Output:')
  )
  addJsonOption(command, 'the map in one object')
  command.action((id: string, options: Options) =>
    withHindcast(cli, options, h => leakage(cli, h, id, options))
  )
}

async function leakage(cli: Cli, h: Hindcast, id: string, options: Options): Promise<ExitCode> {
  const { terminal } = cli
  const map = options.out === undefined ? await readLeakage(h, id) : await certify(h, id, options)
  if (!map.ok) return reportFailure(terminal, map.failure, options)
  if (options.json) terminal.say(JSON.stringify({ type: 'leakage', ...map.value }))
  else for (const line of leakageLines(map.value, terminal)) terminal.say(line)
  if (options.out !== undefined && !options.json)
    terminal.say(`\nThe certificate: ${resolve(options.out)}`)
  return map.value.violations.length > 0 ? exitCodes.failed : exitCodes.done
}

async function certify(h: Hindcast, id: string, { out = '' }: Options) {
  const made = await makeCertificate(h, id)
  if (!made.ok) return made
  const written = await writeWhole(resolve(out), certificateText(made.value))
  return written.ok ? { ok: true as const, value: made.value.map satisfies LeakageMap } : written
}
