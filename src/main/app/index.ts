import { app } from 'electron'
import { claimInstance, setFolders } from './instance.ts'
import { denyNavigation } from './navigation.ts'
import { registerPageScheme } from './page-scheme.ts'
import { start } from './start.ts'

// What must happen before the app is ready, and then the rest.
setFolders()
if (claimInstance()) {
  if (app.commandLine.hasSwitch('no-sandbox')) {
    // `enableSandbox` would take the switch away again: as root, who needs it, Chromium's network
    // then dies over and over and no window ever appears
    process.stderr.write('Hindcast runs without Chromium’s sandbox, as --no-sandbox asks.\n')
  } else app.enableSandbox()
  registerPageScheme()
  denyNavigation()
  // Never awaited here: Electron is ready only once this file has ended (electron#40719).
  void app.whenReady().then(start)
}
