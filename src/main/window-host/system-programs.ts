import { type ChildProcess, spawn } from 'node:child_process'
import { dirname } from 'node:path'

/** A program and its arguments; never a shell's line. */
export type Command = readonly [program: string, ...args: string[]]

/** What shows an address in the person's own browser. Only https: nothing else is ever opened. */
export function openerOf(address: string, platform = process.platform): Command {
  if (new URL(address).protocol !== 'https:') throw new Error(`not an https address: ${address}`)
  const { href } = new URL(address)
  if (platform === 'darwin') return ['open', href]
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', href]
  return ['xdg-open', href]
}

/** What shows a file in the system's file manager; on Linux its folder, as there is no common way. */
export function revealerOf(path: string, platform = process.platform): Command {
  if (platform === 'darwin') return ['open', '-R', path]
  if (platform === 'win32') return ['explorer', `/select,${path}`]
  return ['xdg-open', dirname(path)]
}

/** Windows' ES_CONTINUOUS and ES_SYSTEM_REQUIRED, held until the line to us is cut. */
const holdWindowsAwake = [
  '$k = Add-Type -Name K -PassThru -MemberDefinition \'[DllImport("kernel32")]',
  "public static extern uint SetThreadExecutionState(uint f);'",
  '; $null = $k::SetThreadExecutionState(2147483649); $null = [Console]::In.ReadLine()',
].join(' ')

/** What keeps the computer from sleeping while it runs. All end when their input does. */
export function wakerOf(platform = process.platform, pid = process.pid): Command {
  if (platform === 'darwin') return ['caffeinate', '-i', '-w', String(pid)]
  if (platform === 'win32') return ['powershell', '-NoProfile', '-Command', holdWindowsAwake]
  const words = ['--who=Hindcast', '--why=Networks are being trained', '--mode=block']
  return ['systemd-inhibit', '--what=idle:sleep', ...words, 'cat']
}

/** Starts a program and leaves it to itself. False when it could not be started or failed at once. */
export function start([program, ...args]: Command): Promise<boolean> {
  const child = spawn(program, args, { stdio: 'ignore', detached: true })
  child.unref()
  return new Promise(resolve => {
    child.on('error', () => resolve(false))
    child.on('exit', code => resolve(code === 0))
    // one that shows the browser itself may run for as long as that does
    setTimeout(() => resolve(true), 2_000).unref()
  })
}

/** Starts a program that ends with us: its input is cut when we do, however we end. */
export function hold([program, ...args]: Command, onFailed: () => void): ChildProcess {
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] })
  child.on('error', onFailed)
  child.stdin.on('error', () => {}) // it ended first
  child.unref()
  return child
}
