import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Command, Option } from 'commander'
import type { Cli, JsonOption } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { catchInterrupts } from '../interrupts.ts'
import { addJsonOption } from '../options/output-options.ts'

const file = fileURLToPath(new URL('../../../../bench/index.ts', import.meta.url))

interface BenchOptions extends JsonOption {
  readonly out?: string
  readonly quick?: true
  readonly cells?: string
}

export function addBench(program: Command, cli: Cli): void {
  const command = program
    .command('bench')
    .summary('measure how fast this machine trains')
    .description('Measures training beside tf.layers and, where it is installed, PyTorch.')
    .addOption(new Option('--out <file>', 'Writes the figures as JSON, too.'))
    .addOption(new Option('--quick', 'Measures shortly: to see that it works, not to quote.'))
    .addOption(new Option('--cells <names>', 'Which cells. (rnn,lstm,gru)'))
  addJsonOption(command)
  command.action(async (options: BenchOptions) => {
    cli.code = options.json ? await measureAsJson(cli, options) : await measure(options, 'inherit')
  })
}

/** In a process of its own: nothing else should be in the way of a measurement. */
async function measure(
  { out, quick, cells }: BenchOptions,
  stdout: 'inherit' | NodeJS.WriteStream
): Promise<ExitCode> {
  const args = [
    ...(out === undefined ? [] : ['--out', out]),
    ...(quick ? ['--quick'] : []),
    ...(cells === undefined ? [] : ['--cells', cells]),
  ]
  const child = spawn(process.execPath, [file, ...args], { stdio: ['inherit', stdout, 'inherit'] })
  const stop = () => void child.kill('SIGINT')
  const release = catchInterrupts({ onFirst: stop, onSecond: () => child.kill('SIGKILL') })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  release()
  if (signal !== null || code === exitCodes.interrupted) return exitCodes.interrupted
  return code === 0 ? exitCodes.done : exitCodes.failed
}

/** The tables go to standard error, the figures alone to standard output. */
async function measureAsJson({ terminal }: Cli, options: BenchOptions): Promise<ExitCode> {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-bench-'))
  const out = options.out ?? join(folder, 'bench.json')
  try {
    const code = await measure({ ...options, out }, process.stderr)
    if (code === exitCodes.done) terminal.say(JSON.stringify(JSON.parse(readFileSync(out, 'utf8'))))
    return code
  } finally {
    rmSync(folder, { recursive: true })
  }
}
