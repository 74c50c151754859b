import { done, failed } from '../../../shared/failure.ts'
import { poolSize } from '../../training/pool-size.ts'
import { cleanUp } from '../clean-up.ts'
import { makeDiagnostics } from '../diagnostics.ts'
import { links } from '../links.ts'
import { readPreferences, savePreferences } from '../preferences.ts'
import { readApp } from '../read-app.ts'
import { readUse } from '../read-use.ts'
import { backUp, restoreBackup } from '../restore-backup.ts'
import { saveAs } from '../save-file.ts'
import type { Handlers } from './handlers.ts'

/** The program itself: its state, its choices, its disk, its files. */
export const appHandlers: Handlers<
  | 'readApp'
  | 'savePreferences'
  | 'readDiskUse'
  | 'cleanUp'
  | 'backUp'
  | 'restoreBackup'
  | 'writeDiagnostics'
  | 'openLink'
  | 'revealFile'
  | 'saveFile'
  | 'closeWindow'
> = {
  readApp: context => readApp(context),

  savePreferences({ h }, changes) {
    const before = readPreferences(h).trainers
    const saved = savePreferences(h, changes)
    if (saved.trainers !== before) h.pool.resize(saved.trainers ?? poolSize())
    return done(saved)
  },

  readDiskUse: ({ h }) => readUse(h),

  cleanUp: ({ h, publish }, { purgeDeleted }) => {
    const cleaned = cleanUp(h, purgeDeleted)
    publish('runs-changed', { ids: [] })
    return cleaned
  },

  backUp: context => backUp(context),

  restoreBackup: context => restoreBackup(context),

  writeDiagnostics(context) {
    const day = context.h.store.now().toISOString().slice(0, 10)
    return saveAs(context, `hindcast-problem-${day}.zip`, async () =>
      done(await makeDiagnostics(context))
    )
  },

  async openLink({ desk }, { link }) {
    await desk.openLink(links[link])
    return done(undefined)
  },

  async revealFile({ desk, savedFiles }, { token }) {
    const path = savedFiles.get(token)
    if (path === undefined) return failed({ kind: 'forgotten-file' })
    await desk.reveal(path)
    return done(undefined)
  },

  saveFile: (context, { name, content }) => saveAs(context, name, content),

  closeWindow({ desk }, { keepTraining }) {
    if (!keepTraining) desk.closeWindow()
    return done(undefined)
  },
}
