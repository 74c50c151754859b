import { NoteDialog } from '../runs/note-dialog.tsx'
import { RunMenu } from '../runs/run-menu.tsx'

/** All that floats over the window, whoever opens it. */
export const Dialogs = () => (
  <>
    <RunMenu />
    <NoteDialog />
  </>
)
