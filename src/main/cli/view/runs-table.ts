import { displayName, formatDate } from '../../../shared/charts/format.ts'
import type { Run } from '../../store/runs.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows } from './align.ts'
import { wrapWords } from './wrap-words.ts'

export interface RunEntry {
  readonly run: Run
  /** Null while there are no results. */
  readonly headline: string | null
}

/** A run a line, what it found beneath. */
export function runsTable(
  entries: readonly RunEntry[],
  { paint, columns }: Pick<Terminal, 'paint' | 'columns'>,
  now = new Date()
): string {
  if (entries.length === 0)
    return 'None yet. A run appears here when it starts and stays until you delete it.\nBegin with: npx hindcast quick-look'
  const heads = ['id', 'when', 'series', 'protocol', 'models', 'state'].map(head => ({ head }))
  const [head = '', ...lines] = alignRows(
    heads,
    entries.map(entry => cellsOf(entry, now)),
    { quiet: paint.dim }
  )
  const told = entries.flatMap((entry, k) => [
    lines[k] ?? '',
    ...beneath(entry, columns).map(line => paint.dim(line)),
  ])
  return [head, ...told].join('\n')
}

function cellsOf({ run }: RunEntry, now: Date): string[] {
  const { id, createdAt, revision, experiment, state, quickLook } = run
  const { symbol, source } = revision.series
  return [
    id,
    dayWords(createdAt, now),
    source === 'simulated' ? `${symbol} (simulated)` : symbol,
    quickLook ? 'quick look' : experiment.protocol,
    experiment.models.map(({ name }) => displayName(name)).join(' '),
    state,
  ]
}

function beneath({ run, headline }: RunEntry, columns: number): string[] {
  const words = headline ?? run.reason
  const indent = ' '.repeat(run.id.length + 2)
  const lines = words === null ? [] : wrapWords(words, columns - indent.length).split('\n')
  return lines.map(line => indent + line)
}

/** `23 Nov`, with its year when that is another one. */
function dayWords(instant: string, now: Date): string {
  const words = formatDate(localDay(instant))
  return words.endsWith(String(now.getFullYear())) ? words.slice(0, -5) : words
}

/** The day by the person's own clock. */
export const localDay = (instant: string): string => {
  const date = new Date(instant)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
