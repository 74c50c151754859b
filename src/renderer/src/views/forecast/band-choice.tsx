import { HTMLSelect } from '@blueprintjs/core'
import type { ChartModel } from '../../../../shared/charts/chart-data.ts'
import { displayName } from '../../../../shared/charts/format.ts'

interface BandChoiceProps {
  readonly models: readonly ChartModel[]
  readonly value: string
  readonly onChange: (value: string) => void
}

/** No forecaster has this name: names of networks are words. */
export const noBand = ''

/** Whose bands are drawn: one forecaster's at a time, so that they can be told apart. */
export const BandChoice = ({ models, value, onChange }: BandChoiceProps) => (
  <HTMLSelect
    aria-label="Bands of"
    value={value}
    onChange={event => onChange(event.currentTarget.value)}
    options={[
      ...models.map(({ name }) => ({ value: name, label: `Bands of ${displayName(name)}` })),
      { value: 'persistence', label: 'Bands of persistence' },
      { value: 'drift', label: 'Bands of drift' },
      { value: noBand, label: 'No bands' },
    ]}
  />
)
