import type { Answer, Api, Argument, EventName, Events, RequestName } from '../../shared/api.ts'
import { describeFailure, type Failure } from '../../shared/failure.ts'

declare global {
  interface Window {
    readonly api: Api
  }
}

/** The only file that names `window.api`: everything a view asks of main goes through here. */

/** An ordinary failure on its way to whoever shows it. */
export class AskFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(describeFailure(failure, 'window'))
    this.name = 'AskFailure'
    this.failure = failure
  }
}

type Arguments<N extends RequestName> = undefined extends Argument<N> ? [] : [argument: Argument<N>]

/** Hears of every request as it begins; what it answers is called when the request has ended. */
export type AskWatcher = (name: RequestName, argument: unknown) => (() => void) | undefined

const watchers = new Set<AskWatcher>()

/** Watches what is asked, until the returned function is called. */
export function watchAsks(watcher: AskWatcher): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Asks main. @throws AskFailure with the sentence to show; anything else thrown is a bug. */
export async function ask<N extends RequestName>(
  name: N,
  ...[argument]: Arguments<N>
): Promise<Answer<N>> {
  const request = window.api[name] as (argument?: Argument<N>) => ReturnType<Api[N]>
  const ends = [...watchers].map(watch => watch(name, argument))
  const result = await request(argument).finally(() => {
    for (const end of ends) end?.()
  })
  if (!result.ok) throw new AskFailure(result.failure)
  return result.value as Answer<N>
}

/** Listens to what main tells unasked, until the returned function is called. */
export const listen = <E extends EventName>(
  event: E,
  hear: (value: Events[E]) => void
): (() => void) => window.api.on(event, hear)
