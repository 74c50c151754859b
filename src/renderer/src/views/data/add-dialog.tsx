import { Button, Dialog, DialogBody } from '@blueprintjs/core'
import { ChartLine, FileText } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SampleName } from '../../../../shared/types.ts'
import { Icon } from '../../components/icon.tsx'
import { closeAddSeries, useAddSeries } from '../../state/add-series.ts'
import { cancelFetch, forgetFailedFetch } from '../../state/fetches.ts'
import { chooseFiles } from '../../state/import-files.ts'
import styles from './add-dialog.module.css'
import { takeSample } from './start-quick-look.ts'
import { TickerBox } from './ticker-box.tsx'

/** Adds a series from anywhere: a ticker, a sample, a file. */
export function AddDialog() {
  const isOpen = useAddSeries(state => state.isOpen)
  return (
    <Dialog
      isOpen={isOpen}
      onClose={giveUp}
      title="Add a series"
      className={styles['dialog'] ?? ''}
    >
      <DialogBody>
        <TickerBox autoFocus listsRecent onDone={closeAddSeries} />
        <div className={styles['others']}>
          <Other
            icon={<Icon of={ChartLine} />}
            text="Simulated samples, on which the truth is known"
          >
            <Button size="small" text="Random walk" onClick={() => take('random-walk')} />
            <Button size="small" text="Momentum" onClick={() => take('momentum')} />
          </Other>
          <Other icon={<Icon of={FileText} />} text="A CSV with a date and any column of numbers">
            <Button size="small" text="Choose a file" onClick={chooseFile} />
          </Other>
        </div>
      </DialogBody>
    </Dialog>
  )
}

/** Closed without a choice: nobody waits for an answer any more. */
function giveUp(): void {
  cancelFetch()
  forgetFailedFetch()
  closeAddSeries()
}

function take(name: SampleName): void {
  closeAddSeries()
  void takeSample(name)
}

function chooseFile(): void {
  closeAddSeries()
  chooseFiles()
}

interface OtherProps {
  readonly icon: ReactNode
  readonly text: string
  readonly children: ReactNode
}

const Other = ({ icon, text, children }: OtherProps) => (
  <div className={styles['other']}>
    {icon}
    <span className="small grow">{text}</span>
    {children}
  </div>
)
