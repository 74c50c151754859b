import { Overlay2 } from '@blueprintjs/core'
import { useRef } from 'react'
import { setSideOpen, useUi } from '../state/ui.ts'
import styles from './side.module.css'
import { SideContent } from './side-content.tsx'

/** Runs and series over the centre of a narrow window. Esc closes it; the focus goes back. */
export function SideDrawer() {
  const isOpen = useUi(ui => ui.sideOpen)
  const drawer = useRef<HTMLDivElement>(null)
  return (
    <Overlay2
      isOpen={isOpen}
      onClose={() => setSideOpen(false)}
      childRef={drawer as React.RefObject<HTMLDivElement>}
      backdropClassName={styles['backdrop'] ?? ''}
      transitionDuration={160}
    >
      <div
        ref={drawer}
        className={styles['drawer']}
        role="dialog"
        aria-modal="true"
        aria-label="Runs and series"
      >
        <SideContent />
      </div>
    </Overlay2>
  )
}
