import { HTMLSelect } from '@blueprintjs/core'
import { useId } from 'react'
import type { ColumnMapping, CsvPreview } from '../../../../shared/wire.ts'
import { Segmented } from '../../components/segmented.tsx'
import styles from './mapping-dialog.module.css'

type Role = 'date' | 'column' | 'open' | 'high' | 'low' | 'adjusted' | 'volume'

/** What a column can be, in the words of the table's head too. */
export const roles: readonly { readonly role: Role; readonly name: string }[] = [
  { role: 'date', name: 'Date' },
  { role: 'column', name: 'Series' },
  { role: 'open', name: 'Open' },
  { role: 'high', name: 'High' },
  { role: 'low', name: 'Low' },
  { role: 'adjusted', name: 'Adjusted' },
  { role: 'volume', name: 'Volume' },
]

interface MappingFieldsProps {
  readonly preview: CsvPreview
  readonly onChange: (changes: Partial<ColumnMapping>) => void
}

/** Which column is what, and how its values are written. */
export const MappingFields = ({ preview, onChange }: MappingFieldsProps) => (
  <div className={styles['fields']}>
    {roles.map(({ role, name }) => (
      <RoleField
        key={role}
        name={name}
        value={preview.mapping[role]}
        columns={preview.columns}
        isNeeded={role === 'date' || role === 'column'}
        hasFocus={role === (preview.mapping.date === null ? 'date' : 'column')}
        onChange={column => onChange({ [role]: column })}
      />
    ))}
    <div className={styles['written']}>
      <span className="small">Decimal mark</span>
      <Segmented<'point' | 'comma' | ''>
        label="Decimal mark"
        options={[
          { value: 'point', text: '1.5' },
          { value: 'comma', text: '1,5' },
        ]}
        value={preview.mapping.decimal ?? ''}
        onChange={decimal => decimal !== '' && onChange({ decimal })}
      />
      <span className="small">3/4 is</span>
      <Segmented<'day-first' | 'month-first' | ''>
        label="Order of day and month"
        options={[
          { value: 'day-first', text: '3 April' },
          { value: 'month-first', text: '4 March' },
        ]}
        value={preview.mapping.dates ?? ''}
        onChange={dates => dates !== '' && onChange({ dates })}
      />
    </div>
  </div>
)

interface RoleFieldProps {
  readonly name: string
  readonly value: string | null
  readonly columns: readonly string[]
  readonly isNeeded: boolean
  /** Where the dialog begins: at what is most likely asked. */
  readonly hasFocus: boolean
  readonly onChange: (column: string | null) => void
}

function RoleField({ name, value, columns, isNeeded, hasFocus, onChange }: RoleFieldProps) {
  const id = useId()
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{name}</label>
      <HTMLSelect
        id={id}
        fill
        autoFocus={hasFocus}
        value={value ?? ''}
        aria-invalid={isNeeded && value === null}
        onChange={event => onChange(event.currentTarget.value || null)}
      >
        <option value="">{isNeeded ? 'Choose' : 'None'}</option>
        {columns.map(column => (
          <option key={column} value={column}>
            {column}
          </option>
        ))}
      </HTMLSelect>
    </div>
  )
}
