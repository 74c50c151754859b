import type { Api, EventName, Events, RequestName } from '../../../src/shared/api.ts'
import { requestNames } from '../../../src/shared/api.ts'
import { done, type Result } from '../../../src/shared/failure.ts'

type Handlers = { [N in RequestName]?: (arg: never) => unknown }

export interface FakeApi {
  /** Every request in order, with its argument. */
  readonly calls: { name: RequestName; argument: unknown }[]
  /** Tells the window something, as main would. */
  tell<E extends EventName>(event: E, value: Events[E]): void
}

/**
 * Puts an `api` on the page for tests of components. A handler answers a plain value, or a `Result`
 * for a failure; a request without one fails the test that asks it.
 */
export function fakeApi(handlers: Handlers): FakeApi {
  const calls: FakeApi['calls'] = []
  const listeners = new Map<string, Set<(value: never) => void>>()
  const answer = (name: RequestName) => async (argument: unknown) => {
    calls.push({ name, argument })
    const handler = handlers[name] as ((arg: unknown) => unknown) | undefined
    if (handler === undefined) throw new Error(`the test has no answer to ${name}`)
    const value = await handler(argument)
    return isResult(value) ? value : done(value)
  }
  const on = (event: EventName, listen: (value: never) => void) => {
    const set = listeners.get(event) ?? new Set()
    listeners.set(event, set.add(listen))
    return () => set.delete(listen)
  }
  const requests = Object.fromEntries(requestNames.map(name => [name, answer(name)]))
  Object.defineProperty(window, 'api', {
    configurable: true,
    value: { ...requests, on } as unknown as Api,
  })
  return {
    calls,
    tell: (event, value) => {
      for (const listen of listeners.get(event) ?? []) listen(value as never)
    },
  }
}

const isResult = (value: unknown): value is Result<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  'ok' in value &&
  ('value' in value || 'failure' in value)
