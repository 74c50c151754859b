import { openAddSeries } from '../../state/add-series.ts'
import { useCommand } from '../../state/commands.ts'
import { chooseFiles } from '../../state/import-files.ts'
import { AddDialog } from './add-dialog.tsx'
import { DropZone } from './drop-zone.tsx'
import { MappingDialog } from './mapping-dialog.tsx'

/** What brings series in from any view: the box, the drop, the questions about a table. */
export function DataDialogs() {
  useCommand('add-series', openAddSeries)
  useCommand('import-csv', () => chooseFiles('.csv,.tsv,.txt'))
  useCommand('import-run', () => chooseFiles('.zip'))
  return (
    <>
      <AddDialog />
      <MappingDialog />
      <DropZone />
    </>
  )
}
