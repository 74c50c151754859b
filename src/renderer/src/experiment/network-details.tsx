import { Button } from '@blueprintjs/core'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { modelWords } from '../../../shared/field-words.ts'
import { Icon } from '../components/icon.tsx'
import type { Network } from '../state/draft.ts'
import { FieldRow } from './field-row.tsx'
import { ChoiceField } from './fields.tsx'
import styles from './networks.module.css'
import { isExtra, networkName } from './networks.ts'
import { useField } from './use-field.ts'

const activations = [
  { value: 'tanh', text: 'Tanh' },
  { value: 'relu', text: 'ReLU' },
]
const resets = [
  { value: 'after', text: 'After' },
  { value: 'before', text: 'Before' },
]

interface NetworkDetailsProps {
  readonly network: Network
  readonly index: number
  readonly onRemove: () => void
}

/** What a network has beside its sizes: its cell's own choice, and an added one its name and its end. */
export function NetworkDetails({ network, index, onRemove }: NetworkDetailsProps) {
  const { cell } = network
  return (
    <div className={styles['details']}>
      {isExtra(network) && <NameField index={index} />}
      {cell === 'rnn' && <ChoiceField name={`models.${index}.activation`} options={activations} />}
      {cell === 'gru' && <ChoiceField name={`models.${index}.reset`} options={resets} />}
      {cell === 'lstm' && !isExtra(network) && (
        <p className="caption">An LSTM has no further choices.</p>
      )}
      {isExtra(network) && (
        <Button
          variant="minimal"
          size="small"
          icon={<Icon of={Trash2} size={12} />}
          text={`Remove ${networkName(network)}`}
          onClick={onRemove}
        />
      )}
    </div>
  )
}

function NameField({ index }: { readonly index: number }) {
  const field = useField(`models.${index}.name`)
  const [text, setText] = useState<string | null>(null)
  // only when it is whole: rows are sorted by name
  const commit = () => {
    if (text !== null) field.change(text.trim())
    setText(null)
    field.blur()
  }
  return (
    <FieldRow words={modelWords.name} field={field}>
      <input
        id={field.id}
        className="bp6-input"
        value={text ?? String(field.value)}
        spellCheck={false}
        autoComplete="off"
        disabled={field.locked !== null}
        aria-invalid={field.error !== null}
        aria-describedby={field.describedBy}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={event => event.key === 'Enter' && commit()}
        onBlur={commit}
      />
    </FieldRow>
  )
}
