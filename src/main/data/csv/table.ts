import { type Head, readHead } from './head.ts'
import { isData } from './is-data.ts'
import { isDateName } from './names.ts'
import { BrokenTable, type Progress, type Row, splitRows } from './split-rows.ts'

export type { Row } from './split-rows.ts'

export interface Table extends Head {
  readonly delimiter: string
  readonly rows: readonly Row[]
}

export type ParsedTable = { readonly table: Table } | { readonly reason: string }

const DELIMITERS = [';', '\t', '|', ','] as const

/** Enough to see how wide the rows are, and past most preambles. */
const SAMPLE_ROWS = 80

const isBlank = ({ cells }: Row) => cells.every(cell => cell === '')

/** How well a delimiter cuts the first lines: rows that are data, then rows of one width. */
function judgeDelimiter(text: string, delimiter: string): readonly [data: number, even: number] {
  const rows = trySplit(text, delimiter).filter(row => !isBlank(row))
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [width, even] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
  if (width < 2) return [0, 0]
  const data = rows.filter(isData).length
  const named = rows.some(({ cells }) => cells.length > 1 && cells.some(isDateName))
  return even > rows.length / 2 || data > 0 || named ? [data, even + Number(named)] : [0, 0]
}

/** An open quote under one delimiter says nothing of another; the whole reading reports it. */
function trySplit(text: string, delimiter: string): Row[] {
  try {
    return splitRows(text, delimiter, SAMPLE_ROWS)
  } catch (error) {
    if (error instanceof BrokenTable) return []
    throw error
  }
}

/** The one that makes most rows of a date and a number; among equals the most even, commas last. */
function findDelimiter(text: string): string | null {
  const judged = DELIMITERS.map(delimiter => {
    const [data, even] = judgeDelimiter(text, delimiter)
    return { delimiter, data, even }
  })
  const best = judged.toSorted((a, b) => b.data - a.data || b.even - a.even)[0]
  return best && best.data + best.even > 0 ? best.delimiter : null
}

/** `sep=;` on the first line is Excel's own way to name the delimiter. */
const namedDelimiter = (text: string) => /^"?sep=(.)"?\n/i.exec(text)?.[1] ?? null

/** Text to columns by name and rows by line; refuses text that is no table. */
export function parseTable(text: string, tell?: Progress): ParsedTable {
  try {
    const named = namedDelimiter(text)
    const delimiter = named ?? findDelimiter(text.slice(0, 400_000))
    if (delimiter === null) {
      splitRows(text, ',') // an open quote is the better reason
      return { reason: 'it has no columns separated by commas, semicolons or tabs' }
    }
    const rows = dropBlank(splitRows(text, delimiter, Infinity, tell).slice(named ? 1 : 0))
    const { head, start } = readHead(rows)
    return { table: { ...head, delimiter, rows: start === 0 ? rows : rows.slice(start) } }
  } catch (error) {
    if (error instanceof BrokenTable) return { reason: error.message }
    throw error
  }
}

const dropBlank = (rows: readonly Row[]) =>
  rows.some(isBlank) ? rows.filter(r => !isBlank(r)) : rows
