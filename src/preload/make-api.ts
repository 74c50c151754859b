import {
  type Api,
  type EventName,
  type Events,
  eventNames,
  type RequestName,
  requestNames,
} from '../shared/api.ts'
import { eventChannel, requestChannel } from './channels.ts'

/** Of Electron's ipcRenderer, what the bridge needs. */
export interface Wire {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  on(channel: string, listen: (event: unknown, name: unknown, value: unknown) => void): unknown
}

type Listen = (value: never) => void

/**
 * What a window finds at `window.api`: one function a request, and `on`. Nothing of Electron goes
 * through: listeners get values, never the event object.
 */
export function makeApi(wire: Wire): Api {
  const listeners = new Map<EventName, Set<Listen>>(eventNames.map(name => [name, new Set()]))
  wire.on(eventChannel, (_, name, value) => {
    for (const listen of listeners.get(name as EventName) ?? []) listen(value as never)
  })
  const requests = requestNames.map(name => [
    name,
    (argument: unknown) => wire.invoke(requestChannel, name, argument),
  ])
  const on = <E extends EventName>(event: E, listen: (value: Events[E]) => void) => {
    const heard = listeners.get(event)
    if (!heard) throw new TypeError(`Hindcast has no event ${event}`)
    // one of its own for each call: the same function may listen twice
    const own: Listen = value => listen(value)
    heard.add(own)
    return () => {
      heard.delete(own)
    }
  }
  return { ...(Object.fromEntries(requests) as { [N in RequestName]: never }), on }
}
