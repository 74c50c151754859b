import Table from 'cli-table3'

/** The table of a control, as text. */
export interface ControlTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** So many columns at the left are words; the others are numbers. */
  readonly words: number
}

/** Drawn for a terminal. */
export function drawTable({ head, rows, words }: ControlTable): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (column < words ? 'left' : 'right')),
    style: { head: [], border: [] },
  })
  table.push(...rows.map(cells => [...cells]))
  return table.toString()
}

export function markdownTable({ head, rows, words }: ControlTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = line(head.map((_, column) => (column < words ? '---' : '--:')))
  return [line(head), rule, ...rows.map(line)].join('\n')
}
