import { Chalk, type ChalkInstance } from 'chalk'

/** Where words go, and how much of a terminal it is. */
export interface Terminal {
  /** Standard output: what was asked for. */
  say(text: string): void
  /** Standard error: what went wrong, and what is only good to know. */
  complain(text: string): void
  /** Standard output is a terminal that can be redrawn. */
  readonly isLive: boolean
  readonly columns: number
  /** Bold, quiet and coloured where the terminal shows it; nothing elsewhere. */
  readonly paint: ChalkInstance
  readonly stream: NodeJS.WriteStream
}

/** Columns where nobody says how many there are: the width of a text file. */
const PIPED = 100

type Environment = Readonly<Record<string, string | undefined>>

/** The terminal this process was started in. */
export function openTerminal(process: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = process
  leaveQuietly(stdout)
  return {
    say: text => void stdout.write(`${text}\n`),
    complain: text => void stderr.write(`${text}\n`),
    isLive: isRedrawable(stdout, env),
    get columns() {
      return stdout.columns || PIPED
    },
    paint: new Chalk({ level: colourLevel(stdout.isTTY === true, env) }),
    stream: stdout,
  }
}

/** A terminal that says how large it is; a new pseudo-terminal has no size yet. */
const isRedrawable = (stdout: NodeJS.WriteStream, env: Environment): boolean =>
  stdout.isTTY === true && stdout.columns > 0 && stdout.rows > 0 && env['TERM'] !== 'dumb'

/** No colour where nobody sees it or somebody asked for none (no-color.org); sixteen otherwise. */
export function colourLevel(isTerminal: boolean, env: Environment): 0 | 1 {
  if (env['NO_COLOR'] || env['TERM'] === 'dumb') return 0
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] === '0' ? 0 : 1
  return isTerminal ? 1 : 0
}

/** `hindcast runs | head`: the reader has had enough, which is no failure of ours. */
function leaveQuietly(stdout: NodeJS.WriteStream): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
}
