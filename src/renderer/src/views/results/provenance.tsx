import { Button } from '@blueprintjs/core'
import { displayName } from '../../../../shared/charts/format.ts'
import type { Results } from '../../../../shared/results.ts'
import { formatCount, formatDay, formatInstant, formatSeconds } from '../../format.ts'
import { openQuestion } from '../lab/lab-state.ts'
import styles from './results.module.css'

const short = (hash: string) => hash.slice(0, 12)

/** Where the numbers come from: data, split, weights, versions; enough to make them again. */
export function Provenance({ results }: { readonly results: Results }) {
  return (
    <details className={styles['provenance']}>
      <summary>How this was made</summary>
      <dl>
        {factsOf(results).map(([name, value, full]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd title={full ?? value}>{value}</dd>
          </div>
        ))}
      </dl>
      <Button size="small" text="Prove it in the Lab" onClick={() => openQuestion('provenance')} />
    </details>
  )
}

type Fact = readonly [name: string, value: string, full?: string]

function factsOf({ series, split, training, times, versions, ...r }: Results): readonly Fact[] {
  const parts = split.map(
    s => `${s.part} ${formatCount(s.count)} (${formatDay(s.first)} – ${formatDay(s.last)})`
  )
  return [
    ['Run', `${r.id}, finished ${formatInstant(r.finishedAt)}`],
    ['Series', `${series.symbol}, ${series.source}, as of ${formatDay(series.asOf)}`],
    [
      'Days used',
      `${formatCount(series.bars)}, ${formatDay(series.first)} – ${formatDay(series.last)}`,
    ],
    ['Data hash', `${short(series.usedHash)} of the days used`, series.usedHash],
    ['Series hash', `${short(series.hash)} of the whole series`, series.hash],
    ['Parts', parts.join('; ')],
    ...training.map(
      (t): Fact => [
        displayName(t.model),
        `${formatCount(t.parameters)} weights, ${formatCount(t.epochs)} epochs${t.bestEpoch === null ? '' : `, best ${formatCount(t.bestEpoch)}`}, ${formatSeconds(t.seconds)}, hash ${short(t.weightsHash)}`,
        t.weightsHash,
      ]
    ),
    [
      'Time',
      `${formatSeconds(times.totalSeconds)}, training ${formatSeconds(times.trainingSeconds)}`,
    ],
    [
      'Versions',
      `Hindcast ${versions.hindcast}, TensorFlow ${versions.tensorflow}, tfjs ${versions.tfjs}, Node ${versions.node}, ${versions.platform}`,
    ],
  ]
}
