import { Button } from '@blueprintjs/core'
import { Download } from 'lucide-react'
import { type ChartTable, tableCsv } from '../charts/table-csv.ts'
import { Icon } from './icon.tsx'
import { saveFile } from './save-file.ts'

interface SaveTableProps {
  /** What is saved, as the button's name says it: “Save measures as CSV”. */
  readonly name: string
  readonly fileName: string
  /** Made when asked for. */
  readonly table: () => ChartTable
  readonly disabled?: boolean
}

/** The button in a table's head that saves it. */
export const SaveTable = ({ name, fileName, table, disabled = false }: SaveTableProps) => (
  <Button
    variant="minimal"
    size="small"
    aria-label={`Save ${name} as CSV`}
    icon={<Icon of={Download} />}
    disabled={disabled}
    onClick={() => void saveFile(fileName, tableCsv(table()))}
  />
)
