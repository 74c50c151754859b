import { Button } from '@blueprintjs/core'
import { Check, Pause, Play, TriangleAlert, X } from 'lucide-react'
import type { ModelRef } from '../../../../shared/charts/theme.ts'
import { modelStyles } from '../../../../shared/charts/theme.ts'
import { modelWords } from '../../../../shared/lab/words.ts'
import { ask } from '../../bridge.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { Icon } from '../../components/icon.tsx'
import { SeriesKey } from '../../components/series-key.tsx'
import { Tag } from '../../components/tag.tsx'
import { useChartTheme } from '../../state/theme.ts'
import { attempt } from '../../state/toaster.ts'
import styles from './model-card.module.css'
import { type FactsInput, modelFacts } from './model-facts.ts'
import { isOver, shares } from './time-left.ts'
import { cardState, troubleWords } from './train-words.ts'

interface ModelCardProps extends FactsInput {
  readonly run: string
  readonly models: readonly ModelRef[]
  /** False where the strip over the view says it already. */
  readonly tellsTrouble: boolean
}

/** One network: what it is, how far it is, what it has learned, and pause and cancel. */
export function ModelCard(props: ModelCardProps) {
  const { model, models, isSmall, run, isActive, tellsTrouble } = props
  const name = modelWords(model.model)
  const about = aboutWords(props)
  return (
    <section className={styles['card']} aria-label={name}>
      <header className={styles['top']}>
        <SeriesKey name={model.model} models={models} />
        <h2 className="clip" title={name}>
          {name}
        </h2>
        <span
          className={`caption clip ${styles['size']}`}
          title={model.phase === 'retrain' ? `${about}, on all known days` : about}
        >
          {about}
        </span>
        <StateTag model={model} isActive={isActive} />
        {isActive && !isOver(model) && (
          <Controls run={run} model={model.model} state={model.state} />
        )}
      </header>
      <Meter {...props} />
      <dl className={`${styles['facts']} ${isSmall ? styles['few'] : ''}`}>
        {modelFacts(props).map(fact => (
          <div key={fact.name} className={fact.isBig ? styles['big'] : ''} title={fact.about}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {tellsTrouble && model.trouble !== null && (
        <p className={styles['trouble']}>{troubleWords(model.trouble)}</p>
      )}
    </section>
  )
}

/** `32 × 2`, and that it trains a second time. */
function aboutWords({ model, experiment }: ModelCardProps): string {
  const spec = experiment.models.find(({ name }) => name === model.model)
  const size = spec === undefined ? '' : `${spec.hidden} × ${spec.layers}`
  return model.phase === 'retrain' ? `${size}, again for the forecast` : size
}

function StateTag({ model, isActive }: Pick<FactsInput, 'model' | 'isActive'>) {
  const state = cardState(model, isActive)
  if (state === null) return null
  const glyph = { good: Check, bad: TriangleAlert, warn: X, quiet: null }[state.tone]
  return (
    <Tag tone={state.tone}>
      {glyph && <Icon of={glyph} size={12} />}
      {state.text}
    </Tag>
  )
}

interface ControlsProps {
  readonly run: string
  readonly model: string
  readonly state: string
}

function Controls({ run: id, model, state }: ControlsProps) {
  const name = modelWords(model)
  const isPaused = state === 'paused'
  const toggle = () => void attempt(() => ask(isPaused ? 'continueRun' : 'pauseRun', { id, model }))
  return (
    <span className={styles['controls']}>
      <Button
        variant="minimal"
        size="small"
        aria-label={`${isPaused ? 'Go on with' : 'Pause'} ${name}`}
        icon={<Icon of={isPaused ? Play : Pause} />}
        onClick={toggle}
      />
      <ConfirmButton
        label={`Cancel ${name}`}
        question={`Stop ${name} here?`}
        text="Its weights count as they are now; the other networks go on. This cannot be undone."
        yes={`Stop ${name}`}
        no="Keep training"
        onYes={() => void attempt(() => ask('cancelRun', { id, model }))}
      />
    </span>
  )
}

/** A bar for each training, in the series' colour. */
function Meter({ model, models, experiment }: ModelCardProps) {
  const color = modelStyles(useChartTheme(), models)[model.model]?.color
  const parts = shares(model, experiment)
  const now = Math.round((100 * parts.reduce((sum, part) => sum + part, 0)) / parts.length)
  const names = ['training', 'training again, for the forecast']
  return (
    <div
      className={styles['meter']}
      role="progressbar"
      aria-label={`${modelWords(model.model)}, ${names[model.phase === 'retrain' ? 1 : 0]}`}
      aria-valuenow={now}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      {parts.map((part, i) => (
        <span key={names[i]} title={names[i]}>
          <i style={{ width: `${100 * part}%`, background: color }} />
        </span>
      ))}
    </div>
  )
}
