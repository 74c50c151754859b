import { HTMLSelect } from '@blueprintjs/core'
import { TriangleAlert } from 'lucide-react'
import { Icon } from '../components/icon.tsx'
import { useAppState } from '../state/queries.ts'
import { Line, Section } from './section.tsx'
import styles from './settings.module.css'
import { usePreferences } from './use-preferences.ts'

/** More than cores only take turns. */
const mostTrainers = Math.max(1, Math.min(64, navigator.hardwareConcurrency))

/** How many networks train at once, and whether closing asks. */
export function TrainingSection() {
  const { preferences, change } = usePreferences()
  if (preferences === undefined) return null
  const choices = Array.from({ length: mostTrainers }, (_, index) => index + 1)
  const { trainers, askBeforeClose } = preferences
  return (
    <Section title="Training">
      <EngineWarning />
      <Line
        text="Most networks at once"
        about="Each takes one core and about 400 MB. Fewer leave the computer free for other work."
      >
        <HTMLSelect
          aria-label="Most networks at once"
          value={trainers ?? ''}
          onChange={({ currentTarget: { value } }) =>
            void change({ trainers: value === '' ? null : Number(value) })
          }
        >
          <option value="">As many as fit</option>
          {choices.map(count => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </HTMLSelect>
      </Line>
      <Line
        text="Ask before closing while something trains"
        about="Either way nothing is lost: training goes on from its checkpoint."
      >
        <input
          type="checkbox"
          aria-label="Ask before closing while something trains"
          checked={askBeforeClose}
          onChange={({ currentTarget: { checked } }) => void change({ askBeforeClose: checked })}
        />
      </Line>
    </Section>
  )
}

function EngineWarning() {
  const engine = useAppState().data?.engine
  if (engine?.ready !== false) return null
  return (
    <div className={styles['engine']}>
      <Icon of={TriangleAlert} />
      <p>
        <b>Networks cannot be trained here:</b> {engine.reason}. {engine.remedy} Everything else
        works.
      </p>
    </div>
  )
}
