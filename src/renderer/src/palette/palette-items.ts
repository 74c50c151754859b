import {
  BookOpen,
  ChartCandlestick,
  FlaskConical,
  type LucideIcon,
  Microscope,
  TrendingUp,
  Zap,
} from 'lucide-react'
import type { CommandName } from '../../../shared/api.ts'
import type { Preset, RunSummary, SeriesSummary } from '../../../shared/wire.ts'
import { openRun } from '../runs/run-actions.ts'
import { aboutRun, runName, runText, standingOf } from '../runs/run-words.ts'
import { titleOf } from '../series-words.ts'
import { commandNames, commands, isCommandEnabled, runCommand } from '../state/commands.ts'
import { takePreset } from '../state/draft.ts'
import { shortcutText } from '../state/shortcuts.ts'
import { chooseSeries, setFormOpen } from '../state/ui.ts'
import { openQuestion } from '../views/lab/lab-state.ts'
import { type Question, questions } from '../views/lab/questions.ts'

/** One thing that the palette finds. */
export interface PaletteItem {
  readonly id: string
  readonly kind: 'view' | 'command' | 'question' | 'run' | 'series' | 'preset'
  readonly icon: LucideIcon
  readonly text: string
  /** Quietly beside it: what it is. */
  readonly about: string
  readonly shortcut: string | null
  readonly isEnabled: boolean
  /** Searched in, lower case. */
  readonly words: string
  readonly run: () => void
}

export interface PaletteSources {
  readonly runs: readonly RunSummary[]
  readonly series: readonly SeriesSummary[]
  readonly presets: readonly Preset[]
  readonly platform: string
}

/** All that can be found: views and commands first, then the lab's questions, runs, series and presets. */
export const makePaletteItems = (sources: PaletteSources): readonly PaletteItem[] => [
  ...commandNames
    .filter(name => name !== 'palette')
    .map(name => commandItem(name, sources.platform)),
  ...questions.map(questionItem),
  ...sources.runs.map(runItem),
  ...sources.series.map(seriesItem),
  ...sources.presets.map(presetItem),
]

function commandItem(name: CommandName, platform: string): PaletteItem {
  const { text, shortcut } = commands[name]
  const isView = name.startsWith('show-')
  return {
    id: name,
    kind: isView ? 'view' : 'command',
    icon: isView ? BookOpen : Zap,
    text,
    about: '',
    shortcut: shortcut === null ? null : shortcutText(shortcut, platform),
    isEnabled: isCommandEnabled(name),
    words: text.toLowerCase(),
    run: () => runCommand(name),
  }
}

const questionItem = ({ id, name, question }: Question): PaletteItem => ({
  id: `question ${id}`,
  kind: 'question',
  icon: Microscope,
  text: name,
  about: question,
  shortcut: null,
  isEnabled: true,
  words: `${name} ${question} lab question`.toLowerCase(),
  run: () => openQuestion(id),
})

function runItem(run: RunSummary): PaletteItem {
  const { short, word } = standingOf(run)
  return {
    id: `run ${run.id}`,
    kind: 'run',
    icon: TrendingUp,
    text: runName(run),
    about: `${aboutRun(run)}, ${short} ${word}`,
    shortcut: null,
    isEnabled: true,
    words: `${runText(run)} run`,
    run: () => openRun(run),
  }
}

function seriesItem(series: SeriesSummary): PaletteItem {
  const { revisionId, symbol, name, source } = series
  return {
    id: `series ${revisionId}`,
    kind: 'series',
    icon: ChartCandlestick,
    text: titleOf(series),
    about: [name, source].filter(Boolean).join(', '),
    shortcut: null,
    isEnabled: true,
    words: `${symbol} ${titleOf(series)} ${name ?? ''} ${source} series`.toLowerCase(),
    run: () => chooseSeries(revisionId),
  }
}

const presetItem = (preset: Preset): PaletteItem => ({
  id: `preset ${preset.name}`,
  kind: 'preset',
  icon: FlaskConical,
  text: preset.name,
  about: preset.about || 'preset',
  shortcut: null,
  isEnabled: true,
  words: `${preset.name} ${preset.about} preset`.toLowerCase(),
  run: () => {
    takePreset(preset)
    setFormOpen(true)
  },
})

/** As many as a person reads; more words find fewer. */
const most = 40

/** What has every word of the query: recent first, then what begins with it. */
export function findItems(
  query: string,
  items: readonly PaletteItem[],
  recent: readonly string[]
): PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const rank = ({ id, text }: PaletteItem) => {
    const begins = text.toLowerCase().startsWith(words.join(' ')) ? 0 : 1
    const at = recent.indexOf(id)
    return (at === -1 ? recent.length : at) + begins * (recent.length + 1)
  }
  return items
    .filter(item => words.every(word => item.words.includes(word)))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, most)
}
