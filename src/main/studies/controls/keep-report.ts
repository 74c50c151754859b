import { readFileSync, writeFileSync } from 'node:fs'
import type { Control, ControlReport } from './control.ts'
import { markdownTable } from './table.ts'

/**
 * Puts what a control found into a Markdown file, in place of what stands between its marks.
 * @param facts a sentence: the command and how long it took  @throws when the file has no such marks
 */
export function keepReport(
  file: string,
  { name }: Control,
  { table, figures }: ControlReport,
  facts: string
): void {
  const text = readFileSync(file, 'utf8')
  const [open, close] = marksOf(name)
  const [start, end] = [text.indexOf(open) + open.length, text.indexOf(close)]
  if (start < open.length || end < start) throw new Error(`${file} has no marks for ${name}`)
  const date = new Date().toISOString().slice(0, 10)
  const drawn = figures.map(figure => `\`\`\`\n${figure}\n\`\`\``)
  const blocks = [`${date}, ${facts}`, markdownTable(table), ...drawn]
  writeFileSync(file, `${text.slice(0, start)}\n\n${blocks.join('\n\n')}\n\n${text.slice(end)}`)
}

const marksOf = (name: string) =>
  [`<!-- controls ${name}: written by npm run controls -->`, `<!-- /controls ${name} -->`] as const
