import { Menu, type MenuProps } from '@blueprintjs/core'
import { type KeyboardEvent, useEffect, useRef } from 'react'

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** Blueprint's menu, walked by arrow keys: the first item takes the focus when it opens. */
export function KeyMenu(props: MenuProps) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    // the popover takes the focus first, a frame after it is drawn
    const timer = setTimeout(() => {
      const items = itemsOf(list.current)
      const checked = items.find(item => item.getAttribute('aria-checked') === 'true')
      ;(checked ?? items[0])?.focus()
    }, 30)
    return () => clearTimeout(timer)
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const all = itemsOf(list.current)
    if (step === undefined || all.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    all[step(all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus()
  }
  return <Menu {...props} ulRef={list} onKeyDown={onKeyDown} />
}

const itemsOf = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[role^=menuitem]:not([aria-disabled=true])') ?? []),
]
