import { NoteDialog } from '../runs/note-dialog.tsx'
import { RunMenu } from '../runs/run-menu.tsx'
import { DataDialogs } from '../views/data/data-dialogs.tsx'

/** All that floats over the window, whoever opens it. */
export const Dialogs = () => (
  <>
    <DataDialogs />
    <RunMenu />
    <NoteDialog />
  </>
)
