import { broken, type Reached, settled, Trouble } from './yahoo-failure.ts'

/** Yahoo's own, over https. An answer from anywhere else is none. */
const isYahoo = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' && /^([a-z0-9-]+\.)*yahoo\.com$/.test(hostname)

const mostHops = 3

/** Sixty years of daily bars are 2 MB: what is larger is no answer to us. */
const mostBytes = 32 * 1024 * 1024

/**
 * One answer with its whole body. Redirects are followed by hand, within Yahoo's hosts only; a body is
 * given up as soon as it is too large. @throws Trouble for either
 */
export async function reachYahoo(
  symbol: string,
  fetch: typeof globalThis.fetch,
  input: Parameters<typeof globalThis.fetch>[0],
  init: RequestInit
): Promise<Reached> {
  let address = new URL(input instanceof Request ? input.url : input)
  for (let hops = 0; ; hops++) {
    if (!isYahoo(address)) throw refusal(symbol, `it leads to ${address.hostname}`)
    const response = await fetch(address, { ...init, redirect: 'manual' })
    const next = redirectOf(response)
    if (next === null) return readWhole(symbol, response)
    await response.body?.cancel()
    if (hops >= mostHops) throw refusal(symbol, 'it leads in circles')
    address = new URL(next, address)
  }
}

const refusal = (symbol: string, reason: string) => new Trouble(settled(broken(symbol, reason)))

function redirectOf({ status, headers }: Response): string | null {
  const isRedirect = [301, 302, 303, 307, 308].includes(status)
  return isRedirect ? headers.get('location') : null
}

async function readWhole(symbol: string, response: Response): Promise<Reached> {
  const { ok, status, headers, body } = response
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    // leaving the loop cancels the stream, and with it the connection
    if (bytes > mostBytes) throw refusal(symbol, 'it is larger than 32 MB')
    chunks.push(chunk)
  }
  return { ok, status, headers, body: new TextDecoder().decode(Buffer.concat(chunks)) }
}
