import { type RefObject, useEffect, useEffectEvent } from 'react'
import { useCommand } from '../state/commands.ts'
import { useMedia } from '../state/media.ts'
import { narrow, setFormOpen, useUi } from '../state/ui.ts'
import { setDrawer, useFormUi } from './form-ui.ts'

/** Not a button: Blueprint's would take the key that opened the form for a click of their own. */
const firstControl = 'form input:enabled:not([hidden])'

export interface Fold {
  readonly isNarrow: boolean
  readonly isOpen: boolean
  readonly open: () => void
  readonly close: () => void
}

/**
 * Whether the form shows. In a wide window that is a choice that is remembered; in a narrow one a
 * drawer, closed at first, that Escape or a click beside it closes, with the focus back on its tab.
 */
export function useFold(
  aside: RefObject<HTMLElement | null>,
  tab: RefObject<HTMLButtonElement | null>
): Fold {
  const isNarrow = useMedia(narrow)
  const formOpen = useUi(ui => ui.formOpen)
  const drawerOpen = useFormUi(form => form.drawerOpen)
  const isOpen = isNarrow ? drawerOpen : formOpen
  const set = isNarrow ? setDrawer : setFormOpen
  const close = () => {
    const hadFocus = aside.current?.contains(document.activeElement) ?? false
    set(false)
    if (hadFocus) requestAnimationFrame(() => tab.current?.focus())
  }
  const open = () => {
    set(true)
    requestAnimationFrame(() => aside.current?.querySelector<HTMLElement>(firstControl)?.focus())
  }
  useDrawerKeys(isNarrow && drawerOpen, aside, close)
  useCommand('toggle-form', isOpen ? close : open)
  return { isNarrow, isOpen, open, close }
}

/** Escape and a click beside the drawer; what floats over it (a menu, a dialog) is part of it. */
function useDrawerKeys(
  isOn: boolean,
  aside: RefObject<HTMLElement | null>,
  close: () => void
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const floats = document.querySelector(
      '.bp6-overlay-open .bp6-popover, .bp6-overlay-open .bp6-dialog'
    )
    if (event.key === 'Escape' && floats === null) close()
  })
  const onPress = useEffectEvent((event: PointerEvent) => {
    const target = event.target as Element
    const isInside = aside.current?.contains(target) || target.closest('.bp6-portal') !== null
    if (!isInside) close()
  })
  useEffect(() => {
    if (!isOn) return
    const key = (event: KeyboardEvent) => onKey(event)
    const press = (event: PointerEvent) => onPress(event)
    document.addEventListener('keydown', key)
    document.addEventListener('pointerdown', press)
    return () => {
      document.removeEventListener('keydown', key)
      document.removeEventListener('pointerdown', press)
    }
  }, [isOn])
}
