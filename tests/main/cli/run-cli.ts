import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const cliFile = fileURLToPath(new URL('../../../src/main/cli/index.ts', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** The lines of standard output, without a last empty one. */
  readonly lines: readonly string[]
}

export interface CliOptions {
  /** Its data and its reports; another call with the same folder sees the same runs. */
  readonly folder: string
  /** Called with all of standard output so far. */
  readonly onOutput?: (out: string, kill: (signal: NodeJS.Signals) => void) => void
}

export const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'hindcast-cli-'))

/** The real thing: the command line in a process of its own, on the Node that runs the test. */
export function runCli(args: readonly string[], { folder, onOutput }: CliOptions): Promise<Ended> {
  const env = { ...process.env, HINDCAST_DATA: join(folder, 'data') }
  const child = spawn(process.execPath, [cliFile, ...args], { cwd: folder, env })
  let [out, err] = ['', '']
  child.stdout.on('data', (text: Buffer) => {
    out += text.toString()
    onOutput?.(out, signal => child.kill(signal))
  })
  child.stderr.on('data', (text: Buffer) => {
    err += text.toString()
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, out, err, lines: out.trimEnd().split('\n') }))
  })
}
