import { Button } from '@blueprintjs/core'
import type { StudySummary } from '../../../shared/studies/study.ts'
import { formatCount, formatSeconds } from '../format.ts'
import { openQuestion } from '../views/lab/lab-state.ts'
import styles from './seeds-strip.module.css'
import { toggleSeeds, useSeeds } from './use-seeds.ts'

/** What a run's other seeds say in a line, and whether charts and tables show them; nothing without. */
export function SeedsStrip({ run }: { readonly run: string }) {
  const { found, shown, going } = useSeeds(run)
  if (found === null && going === null) return null
  return (
    <section className={styles['strip']} aria-label="Seeds">
      {found !== null && (
        <Button
          size="small"
          active={shown !== null}
          aria-pressed={shown !== null}
          text={`Median and range of ${found.seeds.length} seeds`}
          onClick={toggleSeeds}
        />
      )}
      {going === null ? (
        <p className="clip" title={found?.sentences.join(' ')}>
          {found?.sentences[0]}
        </p>
      ) : (
        <p role="status">{goingWords(going)}</p>
      )}
      <Button
        size="small"
        variant="minimal"
        text="See the seeds"
        onClick={() => openQuestion('seeds')}
      />
    </section>
  )
}

function goingWords({ state, done, total, secondsLeft }: StudySummary): string {
  if (state === 'waiting') return 'The other seeds train when the lab is free.'
  const count = total === null ? '' : `: ${formatCount(done)} of ${formatCount(total)} networks`
  const left = secondsLeft === null ? '' : `, about ${formatSeconds(secondsLeft)} left`
  return `The other seeds train${count}${left}.`
}
