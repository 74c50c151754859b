import { useCallback, useState } from 'react'
import { displayName } from '../../../../../shared/charts/format.ts'
import type { Look } from '../../../../../shared/charts/frame.ts'
import {
  describePlacebo,
  makePlacebo,
  placeboCaption,
  placeboTable,
} from '../../../../../shared/charts/placebo.ts'
import type { PlaceboResults } from '../../../../../shared/studies/placebo.ts'
import type { StudySummary } from '../../../../../shared/studies/study.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { ChartPanel } from '../../../charts/chart-panel.tsx'
import { fileTitleOf } from '../../../series-words.ts'
import { ModelChoice } from '../../results/model-choice.tsx'
import styles from './placebo.module.css'
import { PlaceboNetworks } from './placebo-networks.tsx'

interface PlaceboFindingsProps {
  readonly found: PlaceboResults
  readonly study: StudySummary
  readonly run: RunDetail
}

/** What the copies say: in words, network by network, and as a histogram. */
export function PlaceboFindings({ found, study, run }: PlaceboFindingsProps) {
  const { networks, sentences } = found
  const [chosen, setChosen] = useState(networks[0]?.model ?? '')
  const make = useCallback((look: Look) => makePlacebo(found, chosen, look), [found, chosen])
  const fileName = `${run.summary.symbol.replace(/[^\w.-]+/g, '-')}-${run.summary.id}-placebo`
  return (
    <>
      <div
        className={styles['words']}
        // not while it works: each copy would be read aloud
        {...(study.state === 'finished' ? { role: 'status' as const } : {})}
      >
        {sentences.map((text, i) => (
          <p key={text} className={i < networks.length ? (styles['lead'] ?? '') : 'muted'}>
            {text}
          </p>
        ))}
      </div>
      {found.copies.length > 0 && (
        <ChartPanel
          title="Skill on the copies"
          caption={placeboCaption(found, chosen)}
          label={describePlacebo(found, chosen)}
          make={make}
          table={() => placeboTable(found)}
          fileName={`${fileName}-${study.id}`}
          fileTitle={fileTitleOf(
            run.revision.series,
            `Placebo, ${displayName(chosen)}, run ${run.summary.id}`
          )}
          controls={
            <ModelChoice
              label="Network"
              models={networks.map(({ model, cell }) => ({ name: model, cell }))}
              value={chosen}
              onChange={setChosen}
            />
          }
          className={styles['chart'] ?? ''}
        />
      )}
      <PlaceboNetworks found={found} fileName={`${fileName}-networks-${study.id}.csv`} />
    </>
  )
}
