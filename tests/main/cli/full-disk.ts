import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from './run-cli.ts'

/**
 * Runs on a small disk: fills it while a run trains, frees it again and resumes. Prints what the
 * command line said, as JSON.
 */
const folder = process.argv[2] ?? ''
process.env['HINDCAST_CHECKPOINT_MS'] = '20'
const ballast = join(folder, 'ballast')

/** To the last byte. */
function fill(): void {
  const handle = openSync(ballast, 'w')
  try {
    for (const size of [65_536, 4096, 1]) writeAll(handle, Buffer.alloc(size))
  } finally {
    closeSync(handle)
  }
}

function writeAll(handle: number, bytes: Buffer): void {
  try {
    for (;;) writeSync(handle, bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

const settings = ['--days', '120', '--window', '6', '--epochs', '4000', '--models', 'rnn']
let full = false
const run = await runCli(['run', '--sample', 'momentum', ...settings], {
  folder,
  onOutput: out => {
    if (full || !/epoch/i.test(out)) return
    full = true
    fill()
  },
})
rmSync(ballast)
const id = /Run ([0-9a-z]{6})/.exec(run.out)?.[1] ?? ''
const resumed = await runCli(['resume', id], { folder })
const { code, out, err } = run
console.log(JSON.stringify({ id, code, out, err, resumed: resumed.code, resumedErr: resumed.err }))
