import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core'
import { useState } from 'react'
import type { CsvPreview } from '../../../../shared/wire.ts'
import { formatCount } from '../../format.ts'
import { acceptTable, declineTable, remap, useImports } from '../../state/import-files.ts'
import { BadRows } from './bad-rows.tsx'
import { doubtWords } from './doubt-words.ts'
import styles from './mapping-dialog.module.css'
import { MappingFields } from './mapping-fields.tsx'
import { MappingSample } from './mapping-sample.tsx'

/** Asks how a table is to be read, when that is not certain. Nothing is stored before the person agrees. */
export function MappingDialog() {
  const preview = useImports(imports => imports.preview)
  return (
    <Dialog
      isOpen={preview !== null}
      onClose={declineTable}
      canOutsideClickClose={false}
      title={preview === null ? '' : `How to read ${preview.file}`}
      className={styles['dialog'] ?? ''}
    >
      {preview !== null && <Mapping key={preview.token} preview={preview} />}
    </Dialog>
  )
}

function Mapping({ preview }: { readonly preview: CsvPreview }) {
  const [leavesOut, setLeavesOut] = useState(false)
  const [isStoring, setIsStoring] = useState(false)
  const { good, bad, doubt, mapping } = preview
  const isAsking = doubt !== null && doubt.kind !== 'bad-rows'
  const isReady = !isAsking && mapping.date !== null && good > 0 && (bad.length === 0 || leavesOut)
  const accept = async () => {
    setIsStoring(true)
    await acceptTable(leavesOut)
    setIsStoring(false)
  }
  return (
    <>
      <DialogBody>
        {isAsking && (
          <p className={styles['doubt']} role="status">
            {doubtWords(doubt)}
          </p>
        )}
        <MappingFields
          preview={preview}
          onChange={changes => void remap({ ...mapping, ...changes })}
        />
        <MappingSample preview={preview} />
        <p className={styles['count']} role="status">
          {isAsking ? '' : countWords(preview)}
        </p>
        {bad.length > 0 && <BadRows bad={bad} leavesOut={leavesOut} onChange={setLeavesOut} />}
        {preview.warnings.map(warning => (
          <p key={warning} className="caption">
            {warning}
          </p>
        ))}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={declineTable} />
            <Button
              intent="primary"
              disabled={!isReady}
              loading={isStoring}
              text={good > 0 ? `Add ${formatCount(good)} days` : 'Add'}
              onClick={() => void accept()}
            />
          </>
        }
      >
        <span className="caption">Nothing is stored until you add it.</span>
      </DialogFooter>
    </>
  )
}

function countWords({ good, bad, mapping }: CsvPreview): string {
  if (mapping.date === null) return 'Choose the column of dates.'
  if (mapping.column === null) return 'Choose the column that is the series.'
  const rows = good === 1 ? '1 row can be read' : `${formatCount(good)} rows can be read`
  return bad.length === 0
    ? `${rows}, and all are good.`
    : `${rows}, ${formatCount(bad.length)} cannot.`
}
