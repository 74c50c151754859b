import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { exitCodes } from '../exit-codes.ts'

const file = fileURLToPath(new URL('../../../../bench/index.ts', import.meta.url))

export function addBench(program: Command, cli: Cli): void {
  program
    .command('bench [arguments...]')
    .summary('measure how fast this machine trains')
    .description('Measures training beside tf.layers and, where it is installed, PyTorch.')
    .option('--out <file>', 'Writes the figures as JSON, too.')
    .option('--json', 'Answers machines: the figures as JSON.')
    .allowUnknownOption()
    .action(async (_: string[], __: object, command: Command) => {
      const own = command.parent?.args.slice(1) ?? []
      cli.code = await measure(own)
    })
}

/** In a process of its own: nothing else should be in the way of a measurement. */
async function measure(args: readonly string[]) {
  const child = spawn(process.execPath, [file, ...args], { stdio: 'inherit' })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  if (signal === 'SIGINT' || code === exitCodes.interrupted) return exitCodes.interrupted
  return code === 0 ? exitCodes.done : exitCodes.failed
}
