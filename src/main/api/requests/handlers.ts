import type { Answer, Argument, RequestName } from '../../../shared/api.ts'
import type { Result } from '../../../shared/failure.ts'
import type { Context } from '../context.ts'
import { appHandlers } from './app.ts'
import { labHandlers } from './lab.ts'
import { presetHandlers } from './presets.ts'
import { runHandlers } from './runs.ts'
import { seriesHandlers } from './series.ts'
import { studyHandlers } from './studies.ts'

/** What answers one request: its argument is checked before. */
export type Handler<N extends RequestName> = (
  context: Context,
  argument: Argument<N>
) => Result<Answer<N>> | Promise<Result<Answer<N>>>

/** A handler for each of these requests. */
export type Handlers<N extends RequestName = RequestName> = { readonly [K in N]: Handler<K> }

/** A request without a handler, or a handler that answers something else, does not compile. */
export const handlers: Handlers = {
  ...appHandlers,
  ...seriesHandlers,
  ...runHandlers,
  ...studyHandlers,
  ...labHandlers,
  ...presetHandlers,
}
