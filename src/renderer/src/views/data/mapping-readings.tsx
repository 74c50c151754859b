import { Button } from '@blueprintjs/core'
import { longDate, plainNumber } from '../../../../shared/understood.ts'
import type { ColumnMapping, CsvPreview, CsvReading, ReadRow } from '../../../../shared/wire.ts'
import { Scroller } from '../../components/scroller.tsx'
import styles from './mapping-dialog.module.css'

interface MappingReadingsProps {
  readonly preview: CsvPreview
  readonly onChoose: (answer: Partial<ColumnMapping>) => void
}

/** The file's first and last rows under each answer to what is asked; as understood, when nothing is. */
export const MappingReadings = ({ preview, onChoose }: MappingReadingsProps) => (
  <div className={styles['readings']}>
    {preview.readings.map(reading => (
      <Reading
        key={JSON.stringify(reading.answer)}
        reading={reading}
        onChoose={() => onChoose(reading.answer)}
      />
    ))}
  </div>
)

function Reading({
  reading: { answer, rows },
  onChoose,
}: {
  readonly reading: CsvReading
  readonly onChoose: () => void
}) {
  const words = answerWords(answer)
  const name = words ?? 'As it is understood'
  return (
    <section aria-label={name} className={styles['reading']}>
      <header>
        <span className="small">{name}</span>
        {words !== null && <Button size="small" text="Read it so" onClick={onChoose} />}
      </header>
      {rows.length > 0 && (
        <Scroller label={`Rows, ${name}`} className={styles['sample']}>
          <ReadRows rows={rows} />
        </Scroller>
      )}
    </section>
  )
}

/** The first three, a gap, the last three: days written out, so that nothing can be swapped unseen. */
const ReadRows = ({ rows }: { readonly rows: readonly ReadRow[] }) => (
  <table>
    <thead>
      <tr>
        {['Day', 'Price', 'High', 'Low', 'Volume'].map(head => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ line, date, close, high, low, volume }) => (
        <tr key={line}>
          <td>{longDate(date)}</td>
          {[close, high, low, volume].map((value, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns above have no other name
            <td key={at}>{plainNumber(value)}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

const orders = {
  'day-first': 'Day first',
  'month-first': 'Month first',
  'year-first': 'Year first',
} as const

/** What an answer says, or null for the reading that answers nothing. */
export function answerWords(answer: Partial<ColumnMapping>): string | null {
  if (answer.decimal) return answer.decimal === 'point' ? 'Decimal point' : 'Decimal comma'
  if (answer.dates) return orders[answer.dates]
  if (answer.zone)
    return answer.zone === 'UTC' ? 'Days as written, in UTC' : `Days in ${answer.zone}`
  if (answer.date) return `Days from ${answer.date}`
  return answer.column ? `Prices from ${answer.column}` : null
}
