import type { Command } from 'commander'
import { diagnose } from '../../../../scripts/doctor.mjs'
import type { Cli, JsonOption } from '../cli.ts'
import { exitCodes } from '../exit-codes.ts'
import { addJsonOption } from '../options/output-options.ts'

/** `npx hindcast doctor` never comes here: scripts/hindcast.mjs asks before anything is set up. */
export function addDoctor(program: Command, cli: Cli): void {
  const command = program
    .command('doctor')
    .summary('check what is installed')
    .description('Says what is there, what is missing, and what to do about it.')
  addJsonOption(command)
  command.action(async ({ json }: JsonOption) => {
    const code = await diagnose(json ? ['--json'] : [])
    cli.code = code === 0 ? exitCodes.done : exitCodes.failed
  })
}
