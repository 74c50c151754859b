import { Button } from '@blueprintjs/core'
import { Search, Star, X } from 'lucide-react'
import { type KeyboardEvent, useMemo, useRef } from 'react'
import { Icon } from '../components/icon.tsx'
import { FailedState } from '../components/state.tsx'
import { useRuns } from '../state/queries.ts'
import { chooseRuns, queuePlaces } from './choose-runs.ts'
import { RunList } from './run-list.tsx'
import { closeSearch, openSearch, useRunList } from './run-list-state.ts'
import styles from './runs-panel.module.css'
import { TickedBar } from './ticked-bar.tsx'

/** The runs: their head with search and star, and the list. */
export function RunsPanel() {
  const { data: all, error } = useRuns()
  const { query, onlyStarred, searching } = useRunList()
  const runs = useMemo(
    () => chooseRuns(all ?? [], { query, onlyStarred }),
    [all, query, onlyStarred]
  )
  const places = useMemo(() => queuePlaces(all ?? []), [all])
  return (
    <section className={styles['panel']} aria-label="Runs">
      <Head />
      {searching && <SearchField found={runs.length} />}
      <TickedBar runs={all ?? []} />
      {error ? (
        <FailedState error={error} />
      ) : runs.length > 0 ? (
        <RunList runs={runs} places={places} />
      ) : (
        all && <NoRuns hasRuns={all.length > 0} />
      )}
    </section>
  )
}

function Head() {
  const { onlyStarred, searching } = useRunList()
  return (
    <h2 className={styles['head']}>
      Runs
      <span className={styles['tools']}>
        <Button
          variant="minimal"
          size="small"
          icon={<Icon of={Star} />}
          aria-label="Only runs with a star"
          title="Only runs with a star"
          aria-pressed={onlyStarred}
          active={onlyStarred}
          onClick={() => useRunList.setState({ onlyStarred: !onlyStarred })}
        />
        <Button
          variant="minimal"
          size="small"
          icon={<Icon of={Search} />}
          aria-label="Search runs"
          title="Search runs"
          aria-expanded={searching}
          active={searching}
          onClick={searching ? closeSearch : openSearch}
        />
      </span>
    </h2>
  )
}

function SearchField({ found }: { readonly found: number }) {
  const query = useRunList(list => list.query)
  const field = useRef<HTMLInputElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      closeSearch()
    }
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    const panel = field.current?.closest('section')
    panel?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus()
  }
  return (
    <div className={styles['search']}>
      <input
        ref={field}
        type="search"
        className="bp6-input bp6-fill"
        // biome-ignore lint/a11y/noAutofocus: it was opened to type in
        autoFocus
        aria-label="Search runs"
        placeholder="Name, series, note, setting"
        value={query}
        onChange={event => useRunList.setState({ query: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <Button
        variant="minimal"
        size="small"
        icon={<Icon of={X} />}
        aria-label="Close the search"
        onClick={closeSearch}
      />
      <span className="unseen" role="status">
        {query === '' ? '' : `${found} ${found === 1 ? 'run' : 'runs'} found`}
      </span>
    </div>
  )
}

const NoRuns = ({ hasRuns }: { readonly hasRuns: boolean }) => {
  const { query } = useRunList()
  const none =
    query === ''
      ? 'No run has a star yet. Space gives one to a run.'
      : 'No run has these words. Fewer of them find more.'
  return (
    <p className={`caption ${styles['none']}`}>
      {hasRuns
        ? none
        : 'None yet. A run appears here when it starts and stays until you delete it.'}
    </p>
  )
}
