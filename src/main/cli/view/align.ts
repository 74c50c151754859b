import { stripVTControlCharacters } from 'node:util'
import Table from 'cli-table3'
import { onOneLine } from '../visible.ts'

/** A column's head and how its cells stand. */
export interface Column {
  readonly head: string
  readonly align?: 'left' | 'right'
}

/** Rows under their heads, two spaces apart, without lines; colours may be in the cells. */
export function alignRows(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { quiet = (text: string) => text }: { quiet?: (text: string) => string } = {}
): string[] {
  const cells = [columns.map(({ head }) => quiet(head)), ...rows.map(row => row.map(onOneLine))]
  const lines = cells.every(row => row.every(isNarrow))
    ? padded(columns, cells)
    : laidOut(columns, cells)
  return lines.map(line => line.trimEnd())
}

/** Latin letters and our own signs take a column each; a library knows of all others. */
const isNarrow = (cell: string): boolean =>
  /^[\u0020-\u024f\u2010-\u203a]*$/.test(stripVTControlCharacters(cell))

/** Thousands of rows in a moment, where the library takes a quarter of a millisecond for each. */
function padded(columns: readonly Column[], cells: readonly (readonly string[])[]): string[] {
  const width = (cell = '') => stripVTControlCharacters(cell).length
  const widths = columns.map((_, at) => Math.max(...cells.map(row => width(row[at]))))
  const pad = (cell: string, at: number) => {
    const gap = ' '.repeat((widths[at] ?? 0) - width(cell))
    return columns[at]?.align === 'right' ? `${gap}${cell}  ` : `${cell}${gap}  `
  }
  return cells.map(row => row.map(pad).join(''))
}

function laidOut(columns: readonly Column[], cells: readonly (readonly string[])[]): string[] {
  const table = new Table({
    chars: noLines,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    colAligns: columns.map(({ align }) => align ?? 'left'),
  })
  table.push(...cells.map(row => [...row]))
  return table.toString().split('\n')
}

const noLines = Object.fromEntries(
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle'
    .split(' ')
    .map(name => [name, ''])
)
