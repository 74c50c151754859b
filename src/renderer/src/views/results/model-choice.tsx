import { HTMLSelect } from '@blueprintjs/core'
import { displayName } from '../../../../shared/charts/format.ts'
import type { ModelRef } from '../../../../shared/charts/theme.ts'
import { Segmented } from '../../components/segmented.tsx'

interface ModelChoiceProps {
  readonly label: string
  readonly models: readonly ModelRef[]
  readonly value: string
  readonly onChange: (model: string) => void
  /** Offers all networks in one as well. */
  readonly all?: boolean
}

/** Which network a panel shows: in sight while they are few, a list when they are many. */
export function ModelChoice({ label, models, value, onChange, all = false }: ModelChoiceProps) {
  const options = models.map(({ name }) => ({ value: name, text: displayName(name) }))
  const offered = all && models.length > 1 ? [...options, { value: 'all', text: 'All' }] : options
  if (offered.length < 2) return null
  if (offered.length <= 5 && offered.every(o => o.text.length <= 10))
    return <Segmented label={label} options={offered} value={value} onChange={onChange} />
  return (
    <HTMLSelect
      aria-label={label}
      value={value}
      options={offered.map(o => ({ value: o.value, label: o.text }))}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
