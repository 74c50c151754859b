import { HTMLSelect } from '@blueprintjs/core'
import { fewestPlacebos } from '../../../../../shared/lab/placebo.ts'
import type { PlaceboSpec } from '../../../../../shared/studies/placebo.ts'
import { Segmented } from '../../../components/segmented.tsx'

interface PlaceboChoicesProps {
  readonly spec: PlaceboSpec
  /** Of the run. */
  readonly networks: number
  readonly onChange: (spec: PlaceboSpec) => void
}

const kinds = [
  { value: 'permuted', text: 'Shuffled days' },
  { value: 'flipped', text: 'Flipped signs' },
] as const

const sizes = [
  { value: 'small', text: 'A small network' },
  { value: 'own', text: 'The run’s networks' },
] as const

/** How the copies are made, how many, and what is trained on them. */
export function PlaceboChoices({ spec, networks, onChange }: PlaceboChoicesProps) {
  const enough = fewestPlacebos(spec.size === 'own' ? networks : 1)
  const counts = [...new Set([enough, 99, 199, 499, 999])].filter(count => count >= enough)
  const chooseSize = (size: PlaceboSpec['size']) =>
    onChange({ ...spec, size, count: fewestPlacebos(size === 'own' ? networks : 1) })
  return (
    <>
      <Segmented
        label="Copies are"
        options={kinds}
        value={spec.placebo}
        onChange={placebo => onChange({ ...spec, placebo })}
      />
      <Segmented label="Trained is" options={sizes} value={spec.size} onChange={chooseSize} />
      <HTMLSelect
        aria-label="Copies"
        value={spec.count}
        options={counts.map(value => ({ value, label: `${value} copies` }))}
        onChange={event => onChange({ ...spec, count: Number(event.currentTarget.value) })}
      />
    </>
  )
}
