import { formatCount } from './format.ts'
import type { Plot } from './frame.ts'
import { chartFont } from './theme.ts'

/** Where a line that still grows has come to. */
export interface EpochFlag {
  readonly name: string
  readonly color: string
  readonly epoch: number
  readonly y: number
}

const charWidth = 6.2
const lineHeight = 15
const rise = 34 // from the point to the lowest flag
const mostLevels = 4

interface Taken {
  readonly from: number
  readonly to: number
  readonly y: number
}

/**
 * `LSTM, epoch 3,140` over the end of a line, with a hairline down to it; flags that would meet are
 * put above each other, and one for which there is no room is left out: the card says it too.
 */
export function makeEpochFlags(plot: Plot, flags: readonly EpochFlag[]): object[] {
  const taken: Taken[] = []
  const ordered = flags.toSorted((a, b) => a.epoch - b.epoch)
  return ordered.flatMap(flag => {
    const text = `${flag.name}, epoch ${formatCount(flag.epoch)}`
    const place = findPlace(plot, flag, text.length * charWidth, taken)
    if (place === null) return []
    taken.push(place)
    return drawFlag(plot, flag, text, place)
  })
}

/** Beside the line's end, to the left where the right has no room, above what is there already. */
function findPlace(
  plot: Plot,
  flag: EpochFlag,
  width: number,
  taken: readonly Taken[]
): (Taken & { readonly leftwards: boolean }) | null {
  const x = plot.px(flag.epoch)
  const leftwards = x + 5 + width > plot.width - plot.right
  const [from, to] = leftwards ? [x - 5 - width, x] : [x, x + 5 + width]
  if (from < plot.left) return null
  const point = plot.py(flag.y)
  for (let level = 0; level < mostLevels; level++) {
    const y = point - rise - level * lineHeight
    if (y < plot.top + lineHeight / 2) return null
    const isFree = taken.every(
      t => t.to + 6 < from || t.from - 6 > to || Math.abs(t.y - y) >= lineHeight
    )
    if (isFree) return { from, to, y, leftwards }
  }
  return null
}

const round = (v: number) => Math.round(v * 10) / 10

function drawFlag(
  plot: Plot,
  flag: EpochFlag,
  text: string,
  { y, leftwards }: { readonly y: number; readonly leftwards: boolean }
): object[] {
  const x = round(plot.px(flag.epoch))
  const shape = { x1: x, y1: round(y - 6), x2: x, y2: round(plot.py(flag.y) - 7) }
  return [
    {
      id: `flag-line-${flag.name}`,
      type: 'line',
      silent: true,
      shape,
      style: { stroke: flag.color, lineWidth: 1 },
      z: 90,
    },
    {
      id: `flag-${flag.name}`,
      type: 'text',
      silent: true,
      x: leftwards ? x - 5 : x + 5,
      y: round(y),
      style: {
        text,
        fill: flag.color,
        // readable where it stands over the lines of others
        stroke: plot.theme.panel,
        lineWidth: 3,
        font: `600 11px ${chartFont}`,
        align: leftwards ? 'right' : 'left',
        verticalAlign: 'middle',
      },
      z: 91,
    },
  ]
}
