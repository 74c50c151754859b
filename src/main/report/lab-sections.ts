import type { RunBundle } from '../../shared/bundle.ts'
import { lightTheme } from '../../shared/charts/theme.ts'
import { type Html, html, raw } from './escape.ts'
import { themed } from './keys.ts'
import { backtestSection } from './lab/backtest.ts'
import { coverageSection } from './lab/coverage.ts'
import { diarySection } from './lab/diary.ts'
import { leakageSection } from './lab/leakage.ts'
import { placeboSection } from './lab/placebo.ts'
import { provenanceSection } from './lab/provenance.ts'
import { replaySection } from './lab/replay.ts'
import type { LabSection } from './lab/section.ts'
import { seedsSection } from './lab/seeds.ts'
import { drawSvg } from './svg.ts'

/** Answers that a run has, in the order a careful reader would ask for them; none without a question. */
const makers: readonly ((bundle: RunBundle) => LabSection | null)[] = [
  coverageSection,
  backtestSection,
  placeboSection,
  seedsSection,
  leakageSection,
  replaySection,
  diarySection,
  provenanceSection,
]

/** The lab's part of a report. */
export const labSections = (bundle: RunBundle): LabSection[] =>
  makers.flatMap(make => make(bundle) ?? [])

/** One section as a panel of the page. */
export const labPanel = ({ id, title, caption, words, figures, tables }: LabSection): Html =>
  html`<section class="panel" id="${id}" aria-labelledby="${id}-head"><div class="ph"><h2 id="${id}-head">${title}</h2><span class="cap">${caption}</span></div>
${words}${figures.map(figure => {
  const { width, height, description } = figure
  const svg = drawSvg(figure.draw({ theme: lightTheme, width, height }), figure)
  return html`<figure><div class="drawn">${raw(themed(svg))}</div><figcaption>${description}</figcaption></figure>`
})}${tables}</section>`
