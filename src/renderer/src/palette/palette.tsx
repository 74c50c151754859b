import { Omnibar } from '@blueprintjs/select'
import { Search } from 'lucide-react'
import { useCallback, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { create } from 'zustand'
import { Icon } from '../components/icon.tsx'
import { useProvided } from '../state/commands.ts'
import { useAppState, usePresets, useRuns, useSeriesList } from '../state/queries.ts'
import { openDialog, useUi } from '../state/ui.ts'
import styles from './palette.module.css'
import { findItems, makePaletteItems, type PaletteItem } from './palette-items.ts'

/** What was chosen here before, the last first. */
const useRecent = create<{ readonly ids: readonly string[] }>(() => ({ ids: [] }))

const remember = (id: string) =>
  useRecent.setState(({ ids }) => ({ ids: [id, ...ids.filter(other => other !== id)].slice(0, 8) }))

/** Finds commands, views, runs, series and presets by their words. */
export function Palette() {
  const isOpen = useUi(ui => ui.dialog === 'palette')
  return isOpen ? <OpenPalette /> : null
}

const close = () => openDialog(null)

function OpenPalette() {
  const items = usePaletteItems()
  const recent = useRecent(({ ids }) => ids)
  // the same function each time: the list begins again at its first item when it changes
  const find = useCallback(
    (query: string, all: PaletteItem[]) => findItems(query, all, recent),
    [recent]
  )
  const [active, setActive] = useState(() => findItems('', items, recent)[0] ?? null)
  const list = useId()
  const input = useFocusKept()
  const optionId = (item: PaletteItem) => `${list} ${item.id}`.replaceAll(/[^a-z0-9]+/gi, '-')
  const onSelect = (item: PaletteItem) => {
    close()
    remember(item.id)
    // after the focus has gone back to where it was: a dialog that opens now takes it from there
    setTimeout(item.run)
  }
  return (
    <Omnibar<PaletteItem>
      isOpen
      onClose={close}
      items={items as PaletteItem[]}
      itemsEqual="id"
      itemDisabled={item => !item.isEnabled}
      itemListPredicate={find}
      onActiveItemChange={setActive}
      onItemSelect={onSelect}
      resetOnSelect
      className={styles['palette'] ?? ''}
      overlayProps={{ transitionDuration: 90 }}
      inputProps={{
        inputRef: input,
        leftIcon: <Icon of={Search} />,
        placeholder: 'A view, a command, a run, a series, a preset',
        'aria-label': 'Find or do',
        role: 'combobox',
        'aria-expanded': true,
        'aria-controls': list,
        ...(active ? { 'aria-activedescendant': optionId(active) } : {}),
      }}
      itemListRenderer={({ filteredItems, renderItem, itemsParentRef }) => (
        <div
          ref={itemsParentRef as React.Ref<HTMLElement> as React.Ref<HTMLDivElement>}
          id={list}
          role="listbox"
          aria-label="Found"
          className={styles['list']}
        >
          {filteredItems.map(renderItem)}
        </div>
      )}
      itemRenderer={(item, { modifiers, handleClick, ref }) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys for all options
        <div
          key={item.id}
          ref={ref as React.Ref<HTMLDivElement>}
          id={optionId(item)}
          role="option"
          aria-selected={modifiers.active}
          aria-disabled={modifiers.disabled}
          className={`${styles['item']} ${modifiers.active ? styles['active'] : ''}`}
          onClick={handleClick}
          tabIndex={-1}
        >
          <Icon of={item.icon} />
          <span className={styles['text']}>{item.text}</span>
          <span className={`caption clip ${styles['about']}`}>{item.about}</span>
          {item.shortcut ? (
            <kbd>{item.shortcut}</kbd>
          ) : (
            <span className="caption">{item.kind}</span>
          )}
        </div>
      )}
    />
  )
}

/**
 * The field, which is all that takes the focus here. A menu that still closes while the palette
 * opens gives the focus back to its button; Blueprint would fetch it a frame later, and what is
 * typed meanwhile would be lost.
 */
function useFocusKept() {
  const input = useRef<HTMLInputElement>(null)
  // gone before the overlay gives the focus back to where it was
  useLayoutEffect(() => {
    const onFocusIn = ({ target }: FocusEvent) => {
      if (target !== input.current) input.current?.focus()
    }
    document.addEventListener('focusin', onFocusIn)
    return () => document.removeEventListener('focusin', onFocusIn)
  }, [])
  return input
}

function usePaletteItems(): readonly PaletteItem[] {
  const runs = useRuns().data
  const series = useSeriesList().data
  const presets = usePresets().data
  const platform = useAppState().data?.platform ?? ''
  const provided = useProvided()
  return useMemo(() => {
    void provided // items say what can be done, which depends on it
    return makePaletteItems({
      runs: runs ?? [],
      series: series ?? [],
      presets: presets ?? [],
      platform,
    })
  }, [runs, series, presets, platform, provided])
}
