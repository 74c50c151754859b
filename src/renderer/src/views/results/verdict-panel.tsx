import { useMemo } from 'react'
import { displayName, formatSkill } from '../../../../shared/charts/format.ts'
import type { ModelRef } from '../../../../shared/charts/theme.ts'
import { copiesSentence } from '../../../../shared/lab/copycat-words.ts'
import type { Results } from '../../../../shared/results.ts'
import { Tag } from '../../components/tag.tsx'
import { SkillStrip } from './skill-strip.tsx'
import styles from './verdict-panel.module.css'
import { caveats, findClosest, keepTogether, significant } from './verdict-words.ts'

interface VerdictPanelProps {
  readonly results: Results
  readonly models: readonly ModelRef[]
  readonly fileName: string
}

/** The first thing one reads: a sentence, the number behind it, and where each network stands. */
export function VerdictPanel({ results, models, fileName }: VerdictPanelProps) {
  const { verdicts, verdictPart } = results
  const strip = useMemo(() => ({ models, verdicts }), [models, verdicts])
  return (
    <section className={styles['verdict']} aria-label="Verdict">
      <div>
        {results.quickLook && (
          <p className={styles['demonstration']}>
            <Tag tone="warn">Quick look</Tag> Small networks and few epochs: a demonstration, not a
            result.
          </p>
        )}
        <h2>{keepTogether(results.headline)}</h2>
        <Behind results={results} />
        <p className="caption">{caveats(results).join(' ')}</p>
      </div>
      <SkillStrip data={strip} part={verdictPart} fileName={`${fileName}-skill`} />
    </section>
  )
}

function Behind({ results }: { readonly results: Results }) {
  const closest = findClosest(results)
  const part = results.verdictPart
  if (closest === null) return <p>No network has a finite error on the {part} days.</p>
  const { verdict, mse, persistence, meaning, isOnlyOne } = closest
  return (
    <p>
      {isOnlyOne ? '' : 'The closest, '}
      <b>{displayName(verdict.model)}</b>
      {isOnlyOne ? ' has' : ', has'} a {part} MSE of <b>{significant(mse)}</b> against{' '}
      <b>{significant(persistence)}</b> for persistence: skill <b>{formatSkill(verdict.skill)}</b>,{' '}
      {meaning}. {copiesSentence(results)}
    </p>
  )
}
