import { app } from 'electron'
import { claimInstance, setFolders } from './instance.ts'
import { denyNavigation } from './navigation.ts'
import { registerPageScheme } from './page-scheme.ts'
import { start } from './start.ts'

// What must happen before the app is ready, and then the rest.
setFolders()
if (claimInstance()) {
  app.enableSandbox()
  registerPageScheme()
  denyNavigation()
  // Never awaited here: Electron is ready only once this file has ended (electron#40719).
  void app.whenReady().then(start)
}
