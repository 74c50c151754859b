import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core'
import { ask } from '../bridge.ts'
import { saySaved } from '../components/save-file.ts'
import { attempt } from '../state/toaster.ts'
import { openDialog, useUi } from '../state/ui.ts'
import styles from './report-dialog.module.css'

const close = () => openDialog(null)

/** Says what a report holds, and writes it where the person chooses. Nothing is sent. */
export function ReportDialog() {
  const isOpen = useUi(ui => ui.dialog === 'report')
  return (
    <Dialog isOpen={isOpen} title="Report a problem" onClose={close}>
      <DialogBody>
        <p>
          Hindcast writes one zip file to a place you choose. Nothing is sent: read it, then attach
          it to your report.
        </p>
        <ul className={styles['inside']}>
          <li>Versions of Hindcast and its parts, your system, processor and memory</li>
          <li>Whether networks can be trained here, and if not why</li>
          <li>The log of what went wrong</li>
          <li>How the database is laid out, and how much it holds</li>
        </ul>
        <p>
          No prices are in it, no names of series, runs or files, and no path of your home folder.
        </p>
      </DialogBody>
      <DialogFooter
        actions={
          <Button intent="primary" text="Write the file…" autoFocus onClick={() => void write()} />
        }
      />
    </Dialog>
  )
}

async function write() {
  const saved = await attempt(() => ask('writeDiagnostics'))
  if (!saved) return
  close()
  saySaved(saved)
}
