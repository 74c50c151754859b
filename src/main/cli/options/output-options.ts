import { type Command, Option } from 'commander'

export function addJsonOption(command: Command, what = 'one object'): void {
  command.addOption(new Option('--json', `Answers machines: ${what}.`).helpGroup('Output:'))
}

export function addOutOption(command: Command, standard: string): void {
  command.addOption(
    new Option('--out <dir>', `Folder for the report and its files. (${standard})`).helpGroup(
      'Output:'
    )
  )
}
