import { useEffect, useEffectEvent } from 'react'
import { say } from '../state/toaster.ts'
import type { Readiness } from './readiness.ts'

/** ⌘Enter or Ctrl+Enter starts from anywhere in the window, or says what is in the way. */
export function useStartKey(start: () => void, { title, next }: Readiness): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.repeat) return
    event.preventDefault()
    if (title === null) start()
    else
      void say({ text: [title, next].filter(text => text !== null).join('. '), isFailure: false })
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}
