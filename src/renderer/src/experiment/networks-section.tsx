import { Button, Menu, MenuItem, PopoverNext } from '@blueprintjs/core'
import { Plus } from 'lucide-react'
import { useFormContext, useFormState, useWatch } from 'react-hook-form'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Cell } from '../../../shared/types.ts'
import type { Estimate } from '../../../shared/wire.ts'
import { Icon } from '../components/icon.tsx'
import { type Network, useDraft } from '../state/draft.ts'
import fields from './fields.module.css'
import { NetworkRow } from './network-row.tsx'
import styles from './networks.module.css'
import { makeNetwork, networkRows, sortNetworks } from './networks.ts'
import { Section } from './section.tsx'
import { useLock } from './use-field.ts'

const cells: readonly { readonly cell: Cell; readonly text: string }[] = [
  { cell: 'rnn', text: 'RNN' },
  { cell: 'lstm', text: 'LSTM' },
  { cell: 'gru', text: 'GRU' },
]

/** Every network in a row: ticked ones train. `estimate` knows how many parameters each has. */
export function NetworksSection({ estimate }: { readonly estimate: Estimate | null }) {
  const { control, setValue } = useFormContext<Experiment>()
  const models = useWatch({ control, name: 'models' })
  const off = useDraft(draft => draft.off)
  const locked = useLock('models')
  const { errors } = useFormState({ control, name: 'models' })
  const rows = networkRows(models, off)
  const put = (next: readonly Network[], nextOff: readonly Network[]) => {
    useDraft.setState({ off: nextOff })
    setValue('models', sortNetworks(next), { shouldValidate: true, shouldDirty: true })
  }
  const others = (name: string) => models.filter(model => model.name !== name)
  const offWithout = (name: string) => off.filter(model => model.name !== name)
  const none = errors.models?.message ?? errors.models?.root?.message
  return (
    <Section title="Networks" locked={locked !== null}>
      <div className={styles['heads']} aria-hidden="true">
        <span>Hidden</span>
        <span>Layers</span>
        <span>Rate</span>
      </div>
      {rows.map(({ network, index }) => (
        <NetworkRow
          key={keyOf(rows, network)}
          network={network}
          index={index}
          models={rows.map(row => row.network)}
          locked={locked}
          parameters={estimate?.models.find(m => m.model === network.name)?.parameters ?? null}
          onTick={isOn =>
            isOn
              ? put([...models, network], offWithout(network.name))
              : put(others(network.name), [...offWithout(network.name), network])
          }
          onRemove={() => put(others(network.name), offWithout(network.name))}
        />
      ))}
      {none !== undefined && (
        <p className={fields['error']} role="alert">
          {none}
        </p>
      )}
      {locked !== null && <p className="caption">{locked}</p>}
      <PopoverNext
        placement="bottom-start"
        content={
          <Menu>
            {cells.map(({ cell, text }) => (
              <MenuItem
                key={cell}
                text={text}
                onClick={() => put([...models, makeNetwork(cell, rows)], off)}
              />
            ))}
          </Menu>
        }
      >
        <Button
          variant="minimal"
          size="small"
          className={styles['add'] ?? ''}
          icon={<Icon of={Plus} size={12} />}
          text="Add a network"
          disabled={locked !== null || models.length >= 16}
        />
      </PopoverNext>
    </Section>
  )
}

/** A row's place among those of its cell: the same before and after it is ticked or renamed. */
const keyOf = (rows: readonly { readonly network: Network }[], { cell, name }: Network) =>
  `${cell} ${rows.filter(row => row.network.cell === cell).findIndex(row => row.network.name === name)}`
