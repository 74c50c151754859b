import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core'
import { Mail, MailOpen } from 'lucide-react'
import { useState } from 'react'
import type { Results } from '../../../../shared/results.ts'
import { ask } from '../../bridge.ts'
import { Icon } from '../../components/icon.tsx'
import { formatDay, formatInstant } from '../../format.ts'
import { attempt } from '../../state/toaster.ts'
import styles from './envelope-panel.module.css'

const openings = (count: number) =>
  count === 0
    ? 'No test part of this series has been opened so far.'
    : `Test parts of this series have been opened ${count === 1 ? 'once' : `${count} times`} so far.`

/** The sealed test part: closed with a way to open it, or open with the date on it. */
export function EnvelopePanel({ results }: { readonly results: Results }) {
  const { seal } = results
  if (seal.state === 'none') return null
  if (seal.state === 'closed') return <Closed results={results} />
  const when = seal.openedAt === null ? '' : ` on ${formatInstant(seal.openedAt)}`
  return (
    <section className={styles['opened']} aria-label="Test part">
      <Icon of={MailOpen} />
      <p>
        The test part was opened{when}. {openings(seal.openingsOfSeries)}
      </p>
    </section>
  )
}

function Closed({ results: { id, seal, split, series } }: { readonly results: Results }) {
  const [isAsking, setIsAsking] = useState(false)
  const validation = split.find(range => range.part === 'validation')
  return (
    <section className={styles['envelope']} aria-label="Test part">
      <Icon of={Mail} size={24} />
      <div>
        <h2>The test part is closed</h2>
        <p>
          Its predictions have not been computed: nothing here has seen a day after{' '}
          {validation ? formatDay(validation.last) : 'validation'}. All figures are of validation,
          which chose the epoch and so flatters the networks. {openings(seal.openingsOfSeries)}
        </p>
      </div>
      <Button size="small" text="Open the test part…" onClick={() => setIsAsking(true)} />
      <OpenDialog
        id={id}
        symbol={series.symbol}
        count={seal.openingsOfSeries}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
      />
    </section>
  )
}

interface OpenDialogProps {
  readonly id: string
  readonly symbol: string
  readonly count: number
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks once more: an opening cannot be undone. */
function OpenDialog({ id, symbol, count, isOpen, onClose }: OpenDialogProps) {
  const [isOpening, setIsOpening] = useState(false)
  const open = async () => {
    setIsOpening(true)
    await attempt(() => ask('openTest', { id }))
    setIsOpening(false)
    onClose()
  }
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Open the test part?" canOutsideClickClose>
      <DialogBody>
        <p className={styles['ask']}>
          The networks predict the test days for the first time, and the verdict moves to them. The
          opening is recorded with its date and counted for {symbol}: it will be number {count + 1}.
          It cannot be undone, and it stays when the run is deleted.
        </p>
        <p className={styles['ask']}>
          A test part is worth most when it is opened once, after everything else is decided.
        </p>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Keep it closed" onClick={onClose} disabled={isOpening} />
            <Button
              intent="primary"
              text="Open the test part"
              loading={isOpening}
              onClick={() => void open()}
            />
          </>
        }
      />
    </Dialog>
  )
}
