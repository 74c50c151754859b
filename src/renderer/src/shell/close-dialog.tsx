import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core'
import { ask } from '../bridge.ts'
import { useClosing } from '../state/closing.ts'
import { attempt } from '../state/toaster.ts'

/** Asked when the window closes while something trains. Esc keeps it open. */
export function CloseDialog() {
  const training = useClosing(closing => closing.training)
  const answer = (keepTraining: boolean) => {
    useClosing.setState({ training: null })
    void attempt(() => ask('closeWindow', { keepTraining }))
  }
  const runs = training === 1 ? 'One run or study is' : `${training} runs or studies are`
  return (
    <Dialog
      isOpen={training !== null}
      title="Close while training?"
      onClose={() => answer(true)}
      canOutsideClickClose={false}
    >
      <DialogBody>
        <p>
          {runs} under way. Closing stops at a checkpoint, and the training goes on from there when
          Hindcast is opened again. Nothing is lost.
        </p>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Close anyway" onClick={() => answer(false)} />
            <Button intent="primary" text="Keep training" autoFocus onClick={() => answer(true)} />
          </>
        }
      />
    </Dialog>
  )
}
