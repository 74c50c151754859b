import { useSyncExternalStore } from 'react'

/** A media query that is watched for as long as the window lives. */
export interface Media {
  readonly matches: () => boolean
  readonly subscribe: (hear: () => void) => () => void
}

/**
 * Watches a media query. What it answers changes with the event only: Chromium counts a change as
 * told once `matches` was read, and a drawing that reads it first would take the event from all.
 */
export function watchMedia(query: string): Media {
  const list = matchMedia(query)
  const listeners = new Set<() => void>()
  let matches = list.matches
  list.addEventListener('change', event => {
    matches = event.matches
    for (const hear of listeners) hear()
  })
  const subscribe = (hear: () => void) => {
    listeners.add(hear)
    return () => {
      listeners.delete(hear)
    }
  }
  return { matches: () => matches, subscribe }
}

export const useMedia = ({ subscribe, matches }: Media): boolean =>
  useSyncExternalStore(subscribe, matches)
