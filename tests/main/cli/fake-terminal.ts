import { Chalk } from 'chalk'
import type { Terminal } from '../../../src/main/cli/terminal.ts'

export interface FakeTerminal extends Terminal {
  readonly said: string[]
  readonly complained: string[]
}

/** Remembers what is written to it; shows no colour. */
export function makeFakeTerminal({ columns = 80 }: { columns?: number } = {}): FakeTerminal {
  const said: string[] = []
  const complained: string[] = []
  return {
    said,
    complained,
    say: text => void said.push(text),
    complain: text => void complained.push(text),
    isLive: false,
    columns,
    paint: new Chalk({ level: 0 }),
    stream: process.stdout,
  }
}
