import { createLogUpdate } from 'log-update'
import type { Terminal } from '../terminal.ts'

/** How far a file is read, where there is a terminal to draw it on. */
export interface ImportBar {
  readonly show: (share: number) => void
  readonly clear: () => void
}

const width = 24
const none: ImportBar = { show: () => {}, clear: () => {} }

/** A bar on a line of its own that leaves no trace; Ctrl-C ends the import and nothing is stored. */
export function makeImportBar(terminal: Terminal, file: string, quiet: boolean): ImportBar {
  if (quiet || !terminal.isLive) return none
  const log = createLogUpdate(terminal.stream)
  return {
    show(share) {
      const full = Math.round(share * width)
      const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`
      log(`Reading ${file} ${bar} ${Math.round(share * 100)} %`)
    },
    clear: () => log.clear(),
  }
}
