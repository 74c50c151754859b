import { parse } from 'csv-parse/sync'

/** A record and the physical line it begins on; line 1 is the file's first. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/** Why a text is no table, in our words. */
export class BrokenTable extends Error {}

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/** More columns than a spreadsheet's own window of them can be read by nobody. */
export const mostColumns = 4096

/** Signs of one cell; a note of a person is shorter. */
export const mostLetters = 10_000

/** What is told of how far reading has come, 0 … 1. */
export type Progress = (share: number) => void

const tellEvery = 50_000 // rows

/**
 * Records of a text. Lines without quotes, nearly all of any file, are cut here: the library reads
 * every sign by itself and takes ten seconds for a million rows. From a quote to the end of its
 * record the library reads, by `relax_quotes` also quotes in the middle of a cell.
 */
export function splitRows(
  text: string,
  delimiter: string,
  most = Infinity,
  tell?: Progress
): Row[] {
  const rows: Row[] = []
  let line = 1
  for (let at = 0; at < text.length && rows.length < most; ) {
    const end = endOfLine(text, at)
    const own = text.slice(at, end)
    if (!own.includes('"')) {
      if (!isBlankLine(own)) rows.push(checkRow({ line, cells: cut(own, delimiter) }))
      line++
      at = end + 1
    } else {
      const plain = own.includes('""') ? null : cutQuoted(own, delimiter)
      if (plain !== null) {
        rows.push(checkRow({ line, cells: plain }))
        line++
        at = end + 1
      } else {
        const block = endOfBlock(text, at)
        rows.push(...readQuoted(text.slice(at, block.end), delimiter, line))
        line += block.lines
        at = block.end + 1
      }
    }
    if (tell && rows.length % tellEvery === 0) tell(at / text.length)
  }
  return rows
}

const isBlankLine = (text: string) => text.trim() === ''

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

const cut = (line: string, delimiter: string): string[] => {
  const cells = line.split(delimiter)
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as string
    const [first, last] = [cell.charCodeAt(0), cell.charCodeAt(cell.length - 1)]
    if (first <= 32 || last <= 32 || first >= 160 || last >= 160) cells[i] = cell.trim()
  }
  return cells
}

/** A line whose quotes stand around whole cells; null for any other, which the library reads. */
function cutQuoted(line: string, delimiter: string): string[] | null {
  const cells: string[] = []
  for (let at = 0; at <= line.length; ) {
    const quoted = line[at] === '"'
    const end = quoted ? line.indexOf('"', at + 1) : line.indexOf(delimiter, at)
    if (quoted && end < 0) return null
    const close = quoted ? end + 1 : end < 0 ? line.length : end
    if (quoted && close < line.length && line[close] !== delimiter) return null
    const cell = line.slice(quoted ? at + 1 : at, quoted ? end : close)
    if (!quoted && cell.includes('"')) return null
    cells.push(cell.trim())
    at = close + 1
  }
  return cells
}

/** Where the lines from a quote on have as many quotes opened as closed. */
function endOfBlock(text: string, start: number): { end: number; lines: number } {
  let [quotes, lines] = [0, 0]
  for (let at = start; ; ) {
    const end = endOfLine(text, at)
    for (let i = text.indexOf('"', at); i >= 0 && i < end; i = text.indexOf('"', i + 1)) quotes++
    lines++
    if (quotes % 2 === 0 || end >= text.length) return { end, lines }
    at = end + 1
  }
}

/** Its line count is that of a record's end, so a cell's own line ends are taken off. */
function readQuoted(text: string, delimiter: string, line: number): Row[] {
  try {
    const parsed = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: delimiter !== '\t',
    }) as unknown as Parsed[]
    return parsed.map(({ record, info }) =>
      checkRow({
        line: line + info.lines - record.join('').split('\n').length,
        cells: record.map(cell => cell.trim()),
      })
    )
  } catch {
    throw new BrokenTable(`a quote that opens on line ${line} is never closed`)
  }
}

function checkRow(row: Row): Row {
  const { cells, line } = row
  if (cells.length > mostColumns) {
    throw new BrokenTable(
      `line ${line} has ${cells.length.toLocaleString('en')} cells, and ${mostColumns.toLocaleString('en')} are the most`
    )
  }
  for (const cell of cells) {
    if (cell.length <= mostLetters) continue
    throw new BrokenTable(
      `line ${line} has a cell of ${cell.length.toLocaleString('en')} characters, and ${mostLetters.toLocaleString('en')} are the most`
    )
  }
  return row
}
