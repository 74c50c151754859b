import { Ellipsis, NotebookPen, Star } from 'lucide-react'
import { type CSSProperties, type MouseEvent, memo } from 'react'
import type { RunSummary } from '../../../shared/wire.ts'
import { Icon } from '../components/icon.tsx'
import { RenameField } from './rename-field.tsx'
import { openRun } from './run-actions.ts'
import { toggleTick, useRunList } from './run-list-state.ts'
import styles from './run-row.module.css'
import { aboutRunShort, runName, runTitle, standingOf } from './run-words.ts'

interface RunRowProps {
  readonly run: RunSummary
  /** Place in the list, 0 is the newest. */
  readonly index: number
  readonly place: number | null
  readonly isShown: boolean
  readonly isTicked: boolean
  /** Ticks are shown on every row as soon as one is set. */
  readonly hasTicks: boolean
  readonly isRenaming: boolean
  /** Tab comes to this row. */
  readonly isStop: boolean
  readonly style: CSSProperties
  readonly onFocus: (id: string) => void
}

/** One run in two lines: name and how it stands; what it is and what the test says. */
export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { run, index, isShown, isTicked, isStop, isRenaming } = props
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey) toggleTick(run.id)
    else if (!isRenaming) openRun(run)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys for all rows
    <div
      role="row"
      className={`${styles['row']} ${isShown || isTicked ? styles['on'] : ''}`}
      style={props.style}
      title={runTitle(run)}
      data-run={run.id}
      aria-rowindex={index + 1}
      aria-selected={isTicked}
      {...(isShown ? { 'aria-current': true } : {})}
      tabIndex={isStop ? 0 : -1}
      onClick={onClick}
      onContextMenu={event => {
        event.preventDefault()
        openMenu(run, event.clientX, event.clientY)
      }}
      onFocus={() => props.onFocus(run.id)}
    >
      {props.hasTicks && <Tick run={run} isTicked={isTicked} />}
      {isRenaming ? <RenameField run={run} /> : <Words run={run} place={props.place} />}
      <div role="gridcell" className={styles['more']}>
        {/* not Blueprint's: a scroll through 1,000 runs makes many of these */}
        <button
          type="button"
          aria-label={`More for ${runName(run)}`}
          aria-haspopup="menu"
          tabIndex={isStop ? 0 : -1}
          onClick={event => {
            event.stopPropagation()
            const { left, bottom } = event.currentTarget.getBoundingClientRect()
            openMenu(run, left, bottom)
          }}
        >
          <Icon of={Ellipsis} />
        </button>
      </div>
    </div>
  )
})

export const openMenu = (run: RunSummary, left: number, top: number): void =>
  useRunList.setState({ menu: { run, left, top } })

const Tick = ({ run, isTicked }: { readonly run: RunSummary; readonly isTicked: boolean }) => (
  <div role="gridcell" className={styles['tick']}>
    <input
      type="checkbox"
      aria-label={`Choose ${runName(run)}`}
      tabIndex={-1}
      checked={isTicked}
      onClick={event => event.stopPropagation()}
      onChange={() => toggleTick(run.id)}
    />
  </div>
)

function Words({ run, place }: { readonly run: RunSummary; readonly place: number | null }) {
  const { glyph, short, word, tone } = standingOf(run, place)
  // both words stand in one column, the upper one larger and behind a glyph
  const besides = Math.max(word.length, short.length + (glyph ? 5 : 1))
  return (
    <div role="gridcell" className={styles['words']}>
      <span className={styles['name']}>
        <b className="clip">{runName(run)}</b>
        {run.starred && (
          <>
            <Icon of={Star} size={12} />
            <span className="unseen">starred</span>
          </>
        )}
        {run.note !== '' && (
          <>
            <Icon of={NotebookPen} size={12} />
            <span className="unseen">has a note</span>
          </>
        )}
      </span>
      <span className={`${styles['short']} ${styles[tone]}`}>
        {glyph && <Icon of={glyph} size={13} />}
        {short}
      </span>
      <span className={`${styles['sub']} clip`}>{aboutRunShort(run, besides)}</span>
      <span className={`${styles['sub']} ${styles['word']} clip`}>{word}</span>
    </div>
  )
}
