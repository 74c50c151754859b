import { Palette } from '../palette/palette.tsx'
import { NoteDialog } from '../runs/note-dialog.tsx'
import { RunMenu } from '../runs/run-menu.tsx'
import { ReportDialog } from '../settings/report-dialog.tsx'
import { SettingsDialog } from '../settings/settings-dialog.tsx'
import { DataDialogs } from '../views/data/data-dialogs.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'

/** All that floats over the window, whoever opens it. */
export const Dialogs = () => (
  <>
    <DataDialogs />
    <RunMenu />
    <NoteDialog />
    <Palette />
    <SettingsDialog />
    <ReportDialog />
    <ShortcutsDialog />
    <CloseDialog />
  </>
)
