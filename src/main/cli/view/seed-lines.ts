import {
  displayName,
  formatNumber,
  formatPower,
  formatSkill,
  joinWords,
} from '../../../shared/charts/format.ts'
import type {
  MeasureRanges,
  SeedNetwork,
  SeedRange,
  SeedsResults,
} from '../../../shared/studies/seeds.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows } from './align.ts'
import { wrapWords } from './wrap-words.ts'

/** What a run's seeds found: the sentences, then median and range by network, persistence on top. */
export function seedLines(found: SeedsResults, terminal: Terminal): string[] {
  const { seeds, part, sentences, forecastWords } = found
  const wrap = (line: string) => (terminal.isLive ? wrapWords(line, terminal.columns) : line)
  return [
    ...sentences.map(wrap),
    '',
    `Median (lowest to highest) over the seeds ${seeds.join(', ')}, ${part} part:`,
    ...seedTable(found, terminal),
    '',
    wrap(forecastWords),
  ]
}

function seedTable({ networks, ranking, persistence, part }: SeedsResults, { paint }: Terminal) {
  const base = persistence[part] ?? null
  const exponent = base?.mse ? Math.floor(Math.log10(base.mse)) : 0
  const power = exponent === 0 ? '' : ` \u00d7 ${formatPower(-exponent)}`
  const right = (head: string) => ({ head, align: 'right' as const })
  const mse = (value: number) => formatNumber(value / 10 ** exponent, 2)
  const rows = ranking.flatMap(({ name, rank, overlaps }) => {
    const own = networks.find(({ model }) => model === name)
    const words = overlaps.length === 0 ? '' : `overlap: ${joinWords(overlaps.map(displayName))}`
    if (name === 'persistence')
      return [
        [String(rank), 'Persistence', '0', base?.mse ? mse(base.mse) : '\u2013', '', words].map(
          cell => paint.bold(cell)
        ),
      ]
    return own
      ? [[String(rank), displayName(name), ...figures(own, own.parts[part], mse), words]]
      : []
  })
  const first = rows.filter(row => row[1]?.includes('Persistence'))
  const others = rows.filter(row => !first.includes(row))
  return alignRows(
    [
      right('rank'),
      { head: '' },
      right('skill'),
      right(`MSE${power}`),
      right('better'),
      { head: '' },
    ],
    [...first, ...others],
    { quiet: paint.dim }
  )
}

const figures = (
  { better, judged }: SeedNetwork,
  ranges: MeasureRanges | undefined,
  mse: (value: number) => string
): string[] => [
  ranges ? rangeText(ranges.skill, skill => formatSkill(skill)) : '\u2013',
  ranges ? rangeText(ranges.mse, mse) : '\u2013',
  `${better} of ${judged}`,
]

/** `2.1 % (1.0 % to 3.1 %)` */
function rangeText({ median, low, high }: SeedRange, format: (value: number) => string): string {
  if (median === null || low === null || high === null) return '\u2013'
  return `${format(median)} (${format(low)} to ${format(high)})`
}
