import type { ViewName } from '../../../shared/wire.ts'
import { show, useUi } from '../state/ui.ts'
import styles from './bar.module.css'
import { Mark } from './mark.tsx'

const tabs: readonly { readonly view: ViewName; readonly text: string }[] = [
  { view: 'data', text: 'Data' },
  { view: 'train', text: 'Train' },
  { view: 'results', text: 'Results' },
  { view: 'forecast', text: 'Forecast' },
  { view: 'learn', text: 'Learn' },
]

/** The mark, the five views, the palette and the theme. */
export function Bar() {
  const current = useUi(ui => ui.view)
  return (
    <header className={styles['bar']}>
      <div className={styles['brand']}>
        <Mark />
        <span>Hindcast</span>
      </div>
      <nav className={styles['tabs']} aria-label="Views">
        {tabs.map(({ view, text }) => (
          <button
            key={view}
            type="button"
            onClick={() => show(view)}
            {...(view === current ? { 'aria-current': 'page' as const } : {})}
          >
            {text}
          </button>
        ))}
      </nav>
    </header>
  )
}
