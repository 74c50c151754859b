import { List, type LucideIcon, Plus, Search, TrendingUp } from 'lucide-react'
import { Icon } from '../components/icon.tsx'
import { openSearch } from '../runs/run-list-state.ts'
import { runCommand } from '../state/commands.ts'
import { setSideOpen, useUi } from '../state/ui.ts'
import styles from './side.module.css'

/** The narrow window's way to runs and series: four icons. */
export function SideRail() {
  const view = useUi(ui => ui.view)
  const open = () => setSideOpen(true)
  const search = () => {
    openSearch()
    open()
  }
  return (
    <div className={styles['rail']}>
      <RailButton icon={TrendingUp} name="Runs" isOn={view !== 'data'} onClick={open} />
      <RailButton icon={List} name="Series" isOn={view === 'data'} onClick={open} />
      <RailButton icon={Search} name="Search runs" onClick={search} />
      <RailButton icon={Plus} name="Add a series" onClick={() => runCommand('add-series')} />
    </div>
  )
}

interface RailButtonProps {
  readonly icon: LucideIcon
  readonly name: string
  readonly isOn?: boolean
  readonly onClick: () => void
}

const RailButton = ({ icon, name, isOn = false, onClick }: RailButtonProps) => (
  <button
    type="button"
    className={isOn ? styles['on'] : ''}
    aria-label={name}
    title={name}
    onClick={onClick}
  >
    <Icon of={icon} />
  </button>
)
