import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { type FieldPath, useFormContext } from 'react-hook-form'
import type { Experiment } from '../../../shared/experiment.ts'
import { explain, type ModelField, modelWords } from '../../../shared/field-words.ts'
import { Icon } from '../components/icon.tsx'
import { SeriesKey } from '../components/series-key.tsx'
import { formatCount } from '../format.ts'
import type { Network } from '../state/draft.ts'
import { afterPress } from './after-press.ts'
import fields from './fields.module.css'
import { NetworkDetails } from './network-details.tsx'
import styles from './networks.module.css'
import { networkName } from './networks.ts'
import { NumberInput, type Typed } from './number-input.tsx'
import { type Step, stepBy, stepDouble, stepFactor } from './steps.ts'
import { useField } from './use-field.ts'

const sizes: readonly { readonly field: 'hidden' | 'layers' | 'learningRate'; step: Step }[] = [
  { field: 'hidden', step: stepDouble(1, 1024) },
  { field: 'layers', step: stepBy(1, 1, 8) },
  { field: 'learningRate', step: stepFactor(1e-6, 10) },
]

interface NetworkRowProps {
  readonly network: Network
  /** Its place among the ticked ones; null when it is not. */
  readonly index: number | null
  readonly models: readonly Network[]
  readonly locked: string | null
  readonly parameters: number | null
  readonly onTick: (isOn: boolean) => void
  readonly onRemove: () => void
}

/** One network: ticked or not, its line as charts draw it, its sizes; the rest behind its name. */
export function NetworkRow(props: NetworkRowProps) {
  const { network, index, models, locked, parameters, onTick, onRemove } = props
  const [isOpen, setIsOpen] = useState(false)
  const [focused, setFocused] = useState<ModelField | null>(null)
  const name = networkName(network)
  const hint = parameters === null ? '' : ` · ${formatCount(parameters)} parameters`
  return (
    <div className={styles['network']} title={`${name}${hint}`}>
      <div className={styles['row']}>
        <input
          type="checkbox"
          className={fields['check']}
          checked={index !== null}
          disabled={locked !== null}
          aria-label={`Train ${name}`}
          onChange={event => onTick(event.currentTarget.checked)}
        />
        <button
          type="button"
          className={styles['name']}
          aria-expanded={isOpen}
          aria-label={`${name}, more`}
          disabled={index === null}
          onClick={() => setIsOpen(!isOpen)}
        >
          <SeriesKey name={network.name} models={models} width={22} />
          <span className="clip">{name}</span>
          <Icon of={ChevronRight} size={12} />
        </button>
        {sizes.map(({ field, step }) =>
          index === null ? (
            <Unticked key={field} network={network} field={field} />
          ) : (
            <SizeInput
              key={field}
              path={`models.${index}.${field}`}
              name={name}
              field={field}
              step={step}
              onFocus={() => setFocused(field)}
              onBlur={() => afterPress(() => setFocused(now => (now === field ? null : now)))}
            />
          )
        )}
      </div>
      {index !== null &&
        sizes.map(({ field }) => (
          <SizeMessage
            key={field}
            path={`models.${index}.${field}`}
            isFocused={focused === field}
          />
        ))}
      {isOpen && index !== null && (
        <NetworkDetails network={network} index={index} onRemove={onRemove} />
      )}
    </div>
  )
}

interface SizeInputProps {
  readonly path: FieldPath<Experiment>
  readonly name: string
  readonly field: ModelField
  readonly step: Step
  readonly onFocus: () => void
  readonly onBlur: () => void
}

function SizeInput({ path, name, field, step, onFocus, onBlur }: SizeInputProps) {
  const { id, value, change, blur, error, locked } = useField(path)
  return (
    <NumberInput
      id={id}
      label={`${modelWords[field].label} of ${name}`}
      value={value as Typed}
      onChange={change}
      onFocus={onFocus}
      onBlur={() => {
        blur()
        onBlur()
      }}
      step={step}
      disabled={locked !== null}
      invalid={error !== null}
      describedBy={`${path}-hint`}
    />
  )
}

/** What a row says under itself: the error of a size, else the sentence of the one in focus. */
function SizeMessage({ path, isFocused }: { path: FieldPath<Experiment>; isFocused: boolean }) {
  const { getFieldState, formState } = useFormContext<Experiment>()
  const message = getFieldState(path, formState).error?.message
  const words = modelWords[path.split('.').at(-1) as ModelField]
  return (
    <p
      id={`${path}-hint`}
      className={message === undefined ? styles['hint'] : fields['error']}
      hidden={message === undefined && !isFocused}
      {...(message === undefined ? {} : { role: 'alert' })}
    >
      {message ?? explain(words)}
    </p>
  )
}

const Unticked = ({
  network,
  field,
}: {
  network: Network
  field: 'hidden' | 'layers' | 'learningRate'
}) => (
  <NumberInput
    id={`off-${network.name}-${field}`}
    label={`${modelWords[field].label} of ${networkName(network)}`}
    value={network[field]}
    onChange={() => {}}
    step={value => value}
    disabled
  />
)
