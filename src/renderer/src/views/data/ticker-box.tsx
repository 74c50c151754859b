import { MenuItem } from '@blueprintjs/core'
import { QueryList, type QueryListRendererProps } from '@blueprintjs/select'
import { useState } from 'react'
import type { SeriesSummary } from '../../../../shared/wire.ts'
import { formatCount, formatDay } from '../../format.ts'
import { sourceOf, titleOf } from '../../series-words.ts'
import { fetchSymbol, forgetFailedFetch, useFetches } from '../../state/fetches.ts'
import { useSeriesList } from '../../state/queries.ts'
import { chooseSeries } from '../../state/ui.ts'
import { FetchStatus } from './fetch-status.tsx'
import styles from './ticker-box.module.css'
import { choiceKey, type TickerChoice, tickerChoices } from './ticker-choices.ts'

interface TickerBoxProps {
  /** Called when there is a series to show. */
  readonly onDone?: () => void
  readonly autoFocus?: boolean
  /** Also lists what is here before anything is typed. */
  readonly listsRecent?: boolean
}

/** Type a ticker: what is here as one types, Yahoo on Enter. What was typed stays when that fails. */
export function TickerBox({ onDone, autoFocus = false, listsRecent = false }: TickerBoxProps) {
  const [query, setQuery] = useState('')
  const series = useSeriesList().data ?? []
  const busy = useFetches(fetches => fetches.now !== null)
  // what floats would lie on the sentence that says why it failed; typing brings it back
  const isHidden = useFetches(
    fetches => fetches.now !== null || (!listsRecent && fetches.failed !== null)
  )
  const choices = query === '' && !listsRecent ? [] : tickerChoices(series, query)
  const choose = async (choice: TickerChoice) => {
    if (choice.kind === 'open') chooseSeries(choice.series.revisionId)
    else if (!(await fetchSymbol(choice.symbol))) return
    onDone?.()
  }
  return (
    <QueryList<TickerChoice>
      items={choices}
      query={query}
      onQueryChange={typed => {
        setQuery(typed)
        forgetFailedFetch()
      }}
      resetOnQuery
      itemsEqual={(a, b) => choiceKey(a) === choiceKey(b)}
      itemListPredicate={(_, items) => items}
      menuProps={{ 'aria-label': 'Series' }}
      itemRenderer={(choice, { handleClick, modifiers, ref, id }) => (
        <MenuItem
          key={choiceKey(choice)}
          {...(id ? { id } : {})}
          {...(ref ? { ref } : {})}
          roleStructure="listoption"
          active={modifiers.active}
          text={choiceText(choice)}
          labelElement={<span className="caption">{choiceLabel(choice)}</span>}
          onClick={handleClick}
        />
      )}
      onItemSelect={choice => void choose(choice)}
      renderer={list => (
        <div className={styles['box']}>
          <TickerInput
            list={list}
            autoFocus={autoFocus}
            busy={busy}
            isOpen={choices.length > 0 && !isHidden}
          />
          <FetchStatus />
          {choices.length > 0 && !isHidden && (
            <div className={listsRecent ? styles['list'] : styles['floating']}>{list.itemList}</div>
          )}
        </div>
      )}
    />
  )
}

interface TickerInputProps {
  readonly list: QueryListRendererProps<TickerChoice>
  readonly autoFocus: boolean
  readonly busy: boolean
  readonly isOpen: boolean
}

const TickerInput = ({ list, autoFocus, busy, isOpen }: TickerInputProps) => (
  <input
    className={`bp6-input ${styles['input']}`}
    role="combobox"
    aria-label="Ticker"
    aria-expanded={isOpen}
    aria-controls={list.listId}
    aria-autocomplete="list"
    {...(isOpen && list.activeItemId ? { 'aria-activedescendant': list.activeItemId } : {})}
    placeholder="Such as NFLX"
    spellCheck={false}
    autoComplete="off"
    maxLength={32}
    // biome-ignore lint/a11y/noAutofocus: the box opens because one wants to type in it
    autoFocus={autoFocus}
    readOnly={busy}
    value={list.query}
    onChange={list.handleQueryChange}
    onKeyDown={list.handleKeyDown}
    onKeyUp={list.handleKeyUp}
  />
)

const choiceText = (choice: TickerChoice): string =>
  choice.kind === 'ask' ? `Ask Yahoo for ${choice.symbol}` : titleOf(choice.series)

const choiceLabel = (choice: TickerChoice): string =>
  choice.kind === 'ask' ? 'Enter' : aboutSeries(choice.series)

const aboutSeries = (series: SeriesSummary): string =>
  `${sourceOf(series)}, ${formatCount(series.count)} bars to ${formatDay(series.asOf)}`
