import { Button } from '@blueprintjs/core'
import { Search, Settings } from 'lucide-react'
import type { ViewName } from '../../../shared/wire.ts'
import { Icon } from '../components/icon.tsx'
import { commands, runCommand } from '../state/commands.ts'
import { useAppState, useRuns } from '../state/queries.ts'
import { shortcutText } from '../state/shortcuts.ts'
import { show, useUi } from '../state/ui.ts'
import styles from './bar.module.css'
import { Mark } from './mark.tsx'
import { ThemeMenu } from './theme-menu.tsx'
import { viewNames } from './view-names.ts'

/** The mark, the views, the palette, the theme and the settings. */
export function Bar() {
  return (
    <header className={styles['bar']}>
      <div className={styles['brand']}>
        <Mark />
        <span>Hindcast</span>
      </div>
      <Views />
      <div className={styles['tools']}>
        <PaletteButton />
        <ThemeMenu />
        <Button
          variant="minimal"
          icon={<Icon of={Settings} />}
          aria-label="Settings"
          title="Settings"
          onClick={() => runCommand('settings')}
        />
      </div>
    </header>
  )
}

function Views() {
  const current = useUi(ui => ui.view)
  const isTraining = useRuns().data?.some(run => run.state === 'training') ?? false
  return (
    <nav className={styles['tabs']} aria-label="Views">
      {(Object.keys(viewNames) as ViewName[]).map(view => (
        <button
          key={view}
          type="button"
          onClick={() => show(view)}
          {...(view === current ? { 'aria-current': 'page' as const } : {})}
        >
          {viewNames[view]}
          {view === 'train' && isTraining && (
            <>
              <i className={styles['dot']} />
              <span className="unseen">, something trains</span>
            </>
          )}
        </button>
      ))}
    </nav>
  )
}

function PaletteButton() {
  const platform = useAppState().data?.platform ?? ''
  return (
    <button
      type="button"
      className={styles['palette']}
      aria-haspopup="dialog"
      onClick={() => runCommand('palette')}
    >
      <Icon of={Search} />
      <span className="grow">{commands.palette.text}</span>
      <kbd>{shortcutText(commands.palette.shortcut ?? '', platform)}</kbd>
    </button>
  )
}
