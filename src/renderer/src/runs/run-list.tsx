import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { RunSummary } from '../../../shared/wire.ts'
import { useUi } from '../state/ui.ts'
import { onRunKey } from './run-keys.ts'
import styles from './run-list.module.css'
import { useRunList } from './run-list-state.ts'
import { RunRow } from './run-row.tsx'

/** Height of a row in px; the style sheet of the row says the same. */
const rowHeight = 42

interface RunListProps {
  readonly runs: readonly RunSummary[]
  readonly places: ReadonlyMap<string, number>
}

/** Runs, newest first. Only the rows in sight are in the page, and the one that Tab comes to. */
export function RunList({ runs, places }: RunListProps) {
  const { scroller, virtualizer, stop, go, setStop } = useRows(runs)
  const { run: shown, compared } = useUi()
  const { ticked, renaming } = useRunList()
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Runs"
      aria-rowcount={runs.length}
      aria-multiselectable="true"
      className={styles['grid']}
      onKeyDown={event => onRunKey(event, runs, go)}
    >
      <div
        role="rowgroup"
        className={styles['rows']}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const run = runs[index]
          if (run === undefined) return null
          return (
            <RunRow
              key={run.id}
              run={run}
              index={index}
              place={places.get(run.id) ?? null}
              isShown={compared.length > 1 ? compared.includes(run.id) : run.id === shown}
              isTicked={ticked.includes(run.id)}
              hasTicks={ticked.length > 0}
              isRenaming={renaming === run.id}
              isStop={index === stop}
              style={{ transform: `translateY(${start}px)` }}
              onFocus={setStop}
            />
          )
        })}
      </div>
    </div>
  )
}

/** The rows in sight, and the one row that Tab comes to (a roving tab stop). */
function useRows(runs: readonly RunSummary[]) {
  const scroller = useRef<HTMLDivElement>(null)
  const shown = useUi(ui => ui.run)
  const [stopped, setStopped] = useState<{ id: string; index: number } | null>(null)
  const wanted = useRef<number | null>(null)
  const indexOf = (id: string | null | undefined) => runs.findIndex(run => run.id === id)
  const known = indexOf(stopped?.id ?? shown)
  // the row that was deleted under the focus gives it to the one in its place
  const stop = Math.min(known === -1 ? (stopped?.index ?? 0) : known, runs.length - 1)
  const virtualizer = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // an arrow key scrolls within an effect, where React cannot be made to draw at once
    useFlushSync: false,
    rangeExtractor: range => {
      const indexes = defaultRangeExtractor(range)
      return stop < 0 || indexes.includes(stop)
        ? indexes
        : [...indexes, stop].toSorted((a, b) => a - b)
    },
  })
  const setStop = useCallback(
    (id: string) => setStopped({ id, index: runs.findIndex(run => run.id === id) }),
    [runs]
  )
  const go = (index: number) => {
    const run = runs[index]
    if (run === undefined) return
    wanted.current = index
    virtualizer.scrollToIndex(index)
    setStopped({ id: run.id, index })
  }
  useFocusKept(scroller, stop, wanted, stopped !== null && known === -1)
  return { scroller, virtualizer, stop, go, setStop }
}

/** Gives the focus to a row once it is there: after an arrow key, or when the focused row went. */
function useFocusKept(
  scroller: React.RefObject<HTMLDivElement | null>,
  stop: number,
  wanted: React.RefObject<number | null>,
  isGone: boolean
) {
  useEffect(() => {
    const index = wanted.current ?? (isGone && document.activeElement === document.body ? stop : -1)
    if (index < 0) return
    const row = scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${index + 1}"]`)
    row?.focus({ preventScroll: true })
    wanted.current = null
  })
}
