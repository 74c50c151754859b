import { Tooltip } from '@blueprintjs/core'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { Icon } from '../../components/icon.tsx'
import type { MeasureColumn } from './measure-columns.ts'
import styles from './measures-panel.module.css'

interface MeasureHeadProps {
  readonly columns: readonly MeasureColumn[]
  readonly directionOf: (id: string) => 'asc' | 'desc' | null
  readonly toggle: (id: string) => void
}

/** Heads that sort when pressed and explain themselves when pointed at or focused. */
export function MeasureHead({ columns, directionOf, toggle }: MeasureHeadProps) {
  const all = [
    { id: 'name', head: 'Forecast', about: 'Baselines first, then networks, until sorted.' },
    ...columns,
  ]
  return (
    <thead>
      <tr>
        {all.map(({ id, head, about }) => {
          const direction = directionOf(id)
          return (
            <th key={id} scope="col" {...sortOf(direction)}>
              <Tooltip
                content={<span className={styles['about']}>{about}</span>}
                placement="top"
                hoverOpenDelay={300}
              >
                <button type="button" aria-description={about} onClick={() => toggle(id)}>
                  {head}
                  {direction && <Icon of={direction === 'asc' ? ArrowUp : ArrowDown} size={12} />}
                </button>
              </Tooltip>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

const sortOf = (direction: 'asc' | 'desc' | null) =>
  direction === null
    ? {}
    : { 'aria-sort': direction === 'asc' ? ('ascending' as const) : ('descending' as const) }
