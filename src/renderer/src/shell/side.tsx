import { useUi } from '../state/ui.ts'
import styles from './side.module.css'
import { SideContent } from './side-content.tsx'
import { SideDrawer } from './side-drawer.tsx'
import { SideRail } from './side-rail.tsx'
import { useIsNarrow } from './use-is-narrow.ts'

/** Runs, then series: a column, or in a narrow window a rail that opens over the centre. */
export function Side() {
  const isNarrow = useIsNarrow()
  const isHidden = useUi(ui => ui.sideHidden)
  if (isHidden && !isNarrow) return null
  return (
    <nav className={styles['side']} aria-label="Runs and series" id="side">
      {isNarrow ? <SideRail /> : <SideContent />}
      {isNarrow && <SideDrawer />}
    </nav>
  )
}
