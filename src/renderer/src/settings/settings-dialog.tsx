import { Dialog, DialogBody } from '@blueprintjs/core'
import { openDialog, useUi } from '../state/ui.ts'
import { AboutSection } from './about-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { DiskSection } from './disk-section.tsx'
import styles from './settings.module.css'
import { TrainingSection } from './training-section.tsx'

/** Choices of the program, what it keeps on disk, and what it is made of. */
export function SettingsDialog() {
  const isOpen = useUi(ui => ui.dialog === 'settings')
  return (
    <Dialog
      isOpen={isOpen}
      title="Settings"
      className={styles['dialog'] ?? ''}
      onClose={() => openDialog(null)}
    >
      <DialogBody>
        <AppearanceSection />
        <TrainingSection />
        <DiskSection />
        <AboutSection />
      </DialogBody>
    </Dialog>
  )
}
