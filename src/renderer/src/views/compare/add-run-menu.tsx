import { Button, Menu, MenuDivider, MenuItem, PopoverNext } from '@blueprintjs/core'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { RunSummary } from '../../../../shared/wire.ts'
import { Icon } from '../../components/icon.tsx'
import { formatInstant } from '../../format.ts'
import { runName, runText } from '../../runs/run-words.ts'
import { useRuns } from '../../state/queries.ts'
import { compare } from '../../state/ui.ts'
import styles from './compare.module.css'

interface AddRunMenuProps {
  readonly text: string
  /** The runs in view, in order; the chosen one comes after them. */
  readonly shown: readonly string[]
}

/** Most runs side by side: more lines in ink cannot be told apart. */
const mostRuns = 5
const mostListed = 30

/** Chooses a finished run to lay beside the ones in view; those of the same series come first. */
export function AddRunMenu({ text, shown }: AddRunMenuProps) {
  const [search, setSearch] = useState('')
  const { data: runs = [] } = useRuns()
  const first = runs.find(run => run.id === shown[0])
  const others = runs.filter(
    run => run.state === 'finished' && !shown.includes(run.id) && matches(run, search)
  )
  const same = others.filter(run => run.symbol === first?.symbol).slice(0, mostListed)
  const rest = others.filter(run => run.symbol !== first?.symbol).slice(0, mostListed)
  const item = (run: RunSummary) => (
    <MenuItem
      key={run.id}
      text={`${runName(run)}${run.label === '' ? '' : `, ${run.label}`}`}
      label={`${run.protocol}, ${formatInstant(run.createdAt)}`}
      onClick={() => compare([...shown, run.id])}
    />
  )
  const menu = (
    <div className={styles['choose']}>
      <input
        className="bp6-input"
        type="search"
        placeholder="Search runs"
        aria-label="Search runs"
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
      />
      <Menu aria-label="Runs to compare with">
        {same.map(item)}
        {rest.length > 0 && <MenuDivider title="Other series" />}
        {rest.map(item)}
        {others.length === 0 && <MenuItem disabled text="No other finished run" />}
      </Menu>
    </div>
  )
  return (
    <PopoverNext content={menu} placement="bottom-end">
      <Button
        size="small"
        text={text}
        disabled={shown.length >= mostRuns}
        {...(shown.length > 1 ? { icon: <Icon of={Plus} /> } : {})}
      />
    </PopoverNext>
  )
}

const matches = (run: RunSummary, search: string) =>
  runText(run).includes(search.trim().toLowerCase())
