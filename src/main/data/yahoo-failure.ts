import { type Failure, failed, type Result } from '../../shared/failure.ts'
import { type Attempt, parseRetryAfter } from './retry.ts'
import type { Chart } from './yahoo-answer.ts'

/**
 * Everything that can go wrong with a request to Yahoo, sorted by what can be done about it:
 * settled at once, or passing and worth another try.
 */

/** One request's outcome. */
export type Tried = Attempt<Result<Chart>>

/** An answer that is not one, or none at all: thrown through the library and caught below. */
export class Trouble extends Error {
  readonly attempt: Tried
  constructor(attempt: Tried) {
    super('trouble with Yahoo')
    this.attempt = attempt
  }
}

export const settled = (failure: Failure): Tried => ({ settled: true, value: failed(failure) })

const passing = (reason: string, failure: Failure, retryAfterSeconds: number | null = null) => ({
  settled: false as const,
  reason,
  retryAfterSeconds,
  otherwise: failed(failure),
})

/** What came back over the network, body and all. */
export interface Reached {
  readonly ok: boolean
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

/** Codes that say the machine is offline or the name unknown: trying again at once is no use. */
const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|ERR_INTERNET_DISCONNECTED|ERR_NAME_NOT_RESOLVED|ERR_CONNECTION_REFUSED|ERR_ADDRESS_UNREACHABLE|ERR_PROXY|CERT/

export function sortUnreachable(symbol: string, error: unknown, timeoutMs: number | null): Tried {
  if (timeoutMs !== null) {
    const reason = `no answer within ${timeoutMs / 1000} s`
    return passing(reason, { kind: 'no-network', symbol, reason })
  }
  const reason = innermost(error)
  const failure: Failure = { kind: 'no-network', symbol, reason }
  return OFFLINE.test(reason) ? settled(failure) : passing('the connection broke', failure)
}

/** `fetch failed` hides its cause; the innermost error names it: `ENOTFOUND: getaddrinfo …`. */
function innermost(error: unknown): string {
  let inner = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  if (!(inner instanceof Error)) return String(inner)
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : null
  return code && !inner.message.includes(code) ? `${code}: ${inner.message}` : inner.message
}

export function sortStatus(symbol: string, { status, headers, body }: Reached, now: Date): Tried {
  const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), now)
  if (status === 429) {
    const failure: Failure = { kind: 'rate-limited', symbol, retryAfterSeconds }
    return passing('Yahoo asks us to wait', failure, retryAfterSeconds)
  }
  const failure: Failure = { kind: 'source-broken', symbol, reason: `HTTP ${status}` }
  if (status >= 500) return passing('Yahoo has a fault', failure, retryAfterSeconds)
  if (status === 404) return settled({ kind: 'unknown-symbol', symbol })
  return settled(sortDescription(symbol, describedIn(body)) ?? failure)
}

/** An answer of 200 that the library could not use: told apart by what the body says. */
export function sortBody(symbol: string, body: string, error: unknown): Tried {
  const parsed = parseJson(body)
  if (parsed === undefined) return settled(broken(symbol, 'it is not JSON'))
  const described = sortDescription(symbol, describedIn(body))
  if (described) return settled(described)
  const result = chartOf(parsed)?.result
  const isEmpty = result === null || (Array.isArray(result) && result.length === 0)
  if (isEmpty) return settled({ kind: 'empty-answer', symbol })
  // The library stumbles over what is not there; its stumbling means nothing to a person.
  const reason = error instanceof TypeError ? 'it has no chart in it' : String(error)
  return settled(broken(symbol, reason.slice(0, 120)))
}

export const broken = (symbol: string, reason: string): Failure => ({
  kind: 'source-broken',
  symbol,
  reason,
})

/** Yahoo's own words for two ordinary outcomes. */
function sortDescription(symbol: string, description: string | null): Failure | null {
  if (description === null) return null
  if (/no data found|may be delisted|not found/i.test(description)) {
    return { kind: 'unknown-symbol', symbol }
  }
  if (/data doesn't exist/i.test(description)) return { kind: 'empty-answer', symbol }
  return broken(symbol, description.slice(0, 120))
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // JSON itself has no undefined: the caller can tell
  }
}

interface ChartBody {
  readonly result?: unknown
  readonly error?: { readonly description?: unknown } | null
}

const chartOf = (parsed: unknown): ChartBody | null | undefined =>
  (parsed as { chart?: ChartBody } | null | undefined)?.chart

function describedIn(body: string): string | null {
  const description = chartOf(parseJson(body))?.error?.description
  return typeof description === 'string' ? description : null
}
