import { DaysField } from '../../components/days-field.tsx'

interface HorizonFieldProps {
  readonly days: number
  readonly onChange: (days: number) => void
}

/** How many days ahead. */
export const HorizonField = ({ days, onChange }: HorizonFieldProps) => (
  <DaysField label="Horizon" most={365} days={days} onChange={onChange} />
)
