import Table from 'cli-table3'

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
  const table = new Table({
    chars: noLines,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    colAligns: columns.map(({ align }) => align ?? 'left'),
  })
  table.push(
    columns.map(({ head }) => quiet(head)),
    ...rows.map(row => [...row])
  )
  return table
    .toString()
    .split('\n')
    .map(line => line.trimEnd())
}

const noLines = Object.fromEntries(
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle'
    .split(' ')
    .map(name => [name, ''])
)
