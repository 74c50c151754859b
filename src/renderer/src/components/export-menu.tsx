import { Button, MenuItem, PopoverNext } from '@blueprintjs/core'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { exportRun, exportZip } from '../runs/run-actions.ts'
import { Icon } from './icon.tsx'
import { KeyMenu } from './key-menu.tsx'

/** What a finished run can be taken away as. Charts and tables save from their own heads. */
export function ExportMenu({ id, disabled = false }: { id: string; disabled?: boolean }) {
  const [isWriting, setIsWriting] = useState(false)
  const write = async (how: typeof exportRun) => {
    setIsWriting(true)
    await how({ id }).finally(() => setIsWriting(false))
  }
  const menu = (
    <KeyMenu aria-label="Export this run">
      <MenuItem
        text="Report and files…"
        label="a folder"
        title="The report, every chart and table, the weights"
        onClick={() => void write(exportRun)}
      />
      <MenuItem
        text="Everything as a zip…"
        label="for another computer"
        title="The same, and what Hindcast needs to import the run again"
        onClick={() => void write(exportZip)}
      />
    </KeyMenu>
  )
  return (
    <PopoverNext content={menu} placement="bottom-end" disabled={disabled || isWriting}>
      <Button
        size="small"
        icon={<Icon of={Download} />}
        text={isWriting ? 'Writing…' : 'Export'}
        disabled={disabled}
        aria-busy={isWriting}
      />
    </PopoverNext>
  )
}
