import { formatCount } from '../../../shared/charts/format.ts'
import { alteredWords } from '../../../shared/lab/leakage-words.ts'
import type { LeakageMap } from '../../../shared/lab-wire.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows } from './align.ts'
import { wrapWords } from './wrap-words.ts'

/** A leakage map in words: the sentence, what is amiss, then every stage. */
export function leakageLines(
  { sentence, violations, stages, split, dates }: LeakageMap,
  { paint, columns }: Pick<Terminal, 'paint' | 'columns'>
): string[] {
  const bad = new Set(violations.map(({ stage }) => stage))
  const rows = stages.map(stage => {
    const cells = [
      stage.name,
      formatCount(stage.count),
      stage.first ?? '\u2013',
      stage.last ?? '\u2013',
      stage.limit,
      alteredWords(stage, { dates }),
    ]
    return bad.has(stage.id) ? cells.map(text => paint.bold(text)) : cells
  })
  const right = { align: 'right' as const }
  const heads = [
    { head: 'stage' },
    { head: 'days', ...right },
    { head: 'first' },
    { head: 'last' },
    { head: 'may see' },
    { head: 'later days altered' },
  ]
  const parts = split.map(({ part, first, last }) => `${part} ${first} to ${last}`)
  return [
    wrapWords(paint.bold(sentence), columns),
    ...violations.map(violation => wrapWords(violation.sentence, columns)),
    '',
    ...alignRows(heads, rows, { quiet: paint.dim }),
    '',
    wrapWords(paint.dim(`Targets: ${parts.join(', ')}.`), columns),
  ]
}
