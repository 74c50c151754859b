import { createLogUpdate } from 'log-update'
import { formatDuration } from '../../../shared/charts/format.ts'
import type { Terminal } from '../../cli/terminal.ts'
import type { ControlProgress } from './control.ts'
import { drawTable } from './table.ts'

/** Shows how far a control is. */
export interface Screen {
  readonly tell: (progress: ControlProgress) => void
  readonly note: (line: string) => void
  end(): void
}

/** On a live terminal the table redrawn in place, with the time left under it; else a line now and then. */
export const openScreen = (terminal: Terminal): Screen =>
  terminal.isLive
    ? liveScreen(terminal)
    : { tell: () => {}, note: line => terminal.say(line), end: () => {} }

function liveScreen({ stream }: Terminal): Screen {
  const draw = createLogUpdate(stream)
  const began = performance.now()
  const tell = (progress: ControlProgress) => {
    const seconds = (performance.now() - began) / 1000
    draw(`${drawTable(progress.table)}\n${progressLine(progress, seconds)}`)
  }
  return { tell, note: () => {}, end: () => draw.clear() }
}

/** `37 of 120 networks trained, 1 min 50 s left` */
function progressLine({ done, total, what }: ControlProgress, seconds: number): string {
  const left = done === 0 ? Number.NaN : (seconds / done) * (total - done)
  const words = Number.isFinite(left) ? `, ${formatDuration(left)} left` : ''
  return `${done} of ${total} ${what}${words}`
}
