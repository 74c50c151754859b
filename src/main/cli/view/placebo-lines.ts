import { formatSkill } from '../../../shared/charts/format.ts'
import { binOf, makeBins } from '../../../shared/lab/histogram.ts'
import { modelWords } from '../../../shared/lab/words.ts'
import type { PlaceboNetwork, PlaceboResults } from '../../../shared/studies/placebo.ts'
import type { Terminal } from '../terminal.ts'
import { wrapWords } from './wrap-words.ts'

type Paper = Pick<Terminal, 'paint' | 'columns'>

/** What the placebo says: sentences, then how skill spreads over the copies and where the run is. */
export function placeboLines(found: PlaceboResults, paper: Paper): string[] {
  const { networks, sentences } = found
  const said = sentences.map(text => wrapWords(text, paper.columns))
  return [
    ...said.slice(0, networks.length).map(text => paper.paint.bold(text)),
    ...said.slice(networks.length),
    ...networks.flatMap(network => ['', ...histogram(network, found, paper)]),
  ]
}

const widest = 40 // letters

/** A line for each bin, worst skill first, with the copies in it; the run and persistence are marked. */
function histogram(
  network: PlaceboNetwork,
  { copies }: PlaceboResults,
  { paint }: Paper
): string[] {
  const skills = copies.map(({ skill }) => skill[network.model] ?? Number.NaN)
  const real = network.real ?? Number.NaN
  const bins = makeBins(skills, { reach: [real, 0], most: 14 })
  const { first, step, counts, isOpen } = bins
  const decimals = Math.max(0, -Math.floor(Math.log10(100 * step) + 1e-9))
  const scale = Math.min(1, widest / Math.max(...counts))
  const lines = counts.map((count, k) => {
    const isHere = (value: number) => binOf(bins, value) === k
    const edge = isOpen && k === 0 ? 'less' : formatSkill((first + k) * step, decimals)
    const bar = `${'█'.repeat(Math.ceil(count * scale))} ${count === 0 ? '' : count}`
    const marks = [
      isHere(0) ? 'persistence' : '',
      isHere(real) ? paint.bold('the real series') : '',
    ]
    return [`${edge.padStart(9)} ${bar}`.trimEnd(), ...marks.filter(Boolean)].join('  ← ')
  })
  const head = `Skill of ${modelWords(network.model)}: copies from each line to the next`
  return [paint.dim(head), ...lines]
}
