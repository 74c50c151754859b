import { Button } from '@blueprintjs/core'
import { Table2 } from 'lucide-react'
import { Icon } from '../components/icon.tsx'

interface TableToggleProps {
  readonly title: string
  readonly isTable: boolean
  readonly onChange: (isTable: boolean) => void
}

/** Turns a chart into the table behind it, and back. */
export const TableToggle = ({ title, isTable, onChange }: TableToggleProps) => (
  <Button
    variant="minimal"
    size="small"
    active={isTable}
    aria-pressed={isTable}
    aria-label={isTable ? `Show ${title} as a chart` : `Show ${title} as a table`}
    icon={<Icon of={Table2} />}
    onClick={() => onChange(!isTable)}
  />
)
