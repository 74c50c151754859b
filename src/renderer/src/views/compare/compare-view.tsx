import { useMemo, useState } from 'react'
import { toChartData } from '../../../../shared/charts/chart-data.ts'
import type { RunLoss } from '../../../../shared/charts/run-losses.ts'
import { seedLossOf } from '../../../../shared/charts/seed-data.ts'
import { type ComparedRun, compareRuns } from '../../../../shared/lab/compare-runs.ts'
import {
  compareHeadline,
  pairSentence,
  seedPairSentence,
} from '../../../../shared/lab/compare-words.ts'
import type { SeedsResults } from '../../../../shared/studies/seeds.ts'
import { useSeedsOfRuns } from '../../seeds/use-seeds.ts'
import { findClosest } from '../results/verdict-words.ts'
import styles from './compare.module.css'
import type { Entry } from './compare-page.tsx'
import { CompareSeeds } from './compare-seeds.tsx'
import { apartBy } from './compare-settings.ts'
import { letterOf } from './letters.ts'
import { LossesPanel } from './losses-panel.tsx'
import { MeasuresTable } from './measures-table.tsx'
import { SettingsTable } from './settings-table.tsx'

/** Stands for the network of least error of each run, where runs share none. */
const closestOfEach = 'closest'

/** The comparison: its sentence, the curves, settings and measures side by side. */
export function CompareView({ entries }: { readonly entries: readonly Entry[] }) {
  const shared = useMemo(() => sharedModels(entries), [entries])
  const [wanted, setWanted] = useState<string>(shared[0]?.name ?? closestOfEach)
  const choice = shared.some(m => m.name === wanted) ? wanted : closestOfEach
  const { found, isShown } = useSeedsOfRuns(entries.map(entry => entry.detail.summary.id))
  const seeds = isShown ? found : noSeeds
  const runs = toCompared(entries, choice, seeds)
  const own = useMemo(() => toCompared(entries, choice, noSeeds), [entries, choice])
  const pairs = useMemo(() => compareRuns(own), [own])
  const isShared = pairs.every(pair => pair.refusal === null)
  const models = [...shared, { name: closestOfEach, cell: 'rnn' as const }]
  return (
    <>
      <section className={styles['verdict']} aria-label="Verdict">
        <h2>{compareHeadline(runs, pairs)}</h2>
        {pairs.map(pair => (
          <p key={`${pair.first}${pair.second}`}>
            {pairSentence(runs, pair)} {seedPairSentence(runs, pair)}
          </p>
        ))}
      </section>
      <CompareSeeds found={found} isShown={isShown} />
      <LossesPanel
        losses={toLosses(entries, runs)}
        models={models}
        model={choice}
        onModel={setWanted}
        isShared={isShared}
      />
      <div className={`${styles['tables']} ${isShared ? '' : styles['apart']}`}>
        <SettingsTable runs={runs} />
        <MeasuresTable runs={runs} isShared={isShared} />
      </div>
    </>
  )
}

/** Networks of one name and cell in every run. */
function sharedModels(entries: readonly Entry[]) {
  const [first, ...others] = entries.map(entry => entry.figures.results.experiment.models)
  return (first ?? [])
    .filter(({ name, cell }) =>
      others.every(models => models.some(m => m.name === name && m.cell === cell))
    )
    .map(({ name, cell }) => ({ name, cell }))
}

const noSeeds: readonly (SeedsResults | null)[] = []

const toCompared = (
  entries: readonly Entry[],
  choice: string,
  seeds: readonly (SeedsResults | null)[]
): readonly ComparedRun[] =>
  entries.map(({ figures: { results, predictions } }, i) => {
    const closest = findClosest(results)?.verdict.model ?? results.experiment.models[0]?.name ?? ''
    return {
      letter: letterOf(i),
      results,
      predictions,
      model: choice === closestOfEach ? closest : choice,
      seeds: seeds[i] ?? null,
    }
  })

const toLosses = (entries: readonly Entry[], runs: readonly ComparedRun[]): readonly RunLoss[] =>
  entries.flatMap(({ figures, detail }, i) => {
    const { watched, persistenceLoss, losses } = toChartData(figures)
    const run = runs[i]
    const own = run === undefined ? undefined : losses[run.model]
    if (run === undefined || own === undefined) return []
    const label = detail.summary.name ?? apartBy(runs, i)
    const drawn = run.seeds?.watched === watched ? seedLossOf(run.seeds, run.model) : null
    return [
      {
        letter: run.letter,
        label,
        losses: drawn?.losses ?? own,
        watched,
        persistence: persistenceLoss[watched],
        seeds: drawn && { count: run.seeds?.seeds.length ?? 0, range: drawn.range },
      },
    ]
  })
