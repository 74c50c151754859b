import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

/** A host that can't be reached must not hold set-up up. */
const PROBE_MS = 4_000

/**
 * The status that an address answers to HEAD with; undefined when nothing answers in time.
 * @param {string} url
 * @returns {Promise<number | undefined>}
 */
export function askStatus(url) {
  const send = url.startsWith('https:') ? requestHttps : requestHttp
  return new Promise(resolve => {
    const options = { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) }
    const request = send(url, options, response => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', () => resolve(undefined))
    request.end()
  })
}

/** Behind a proxy only the installer itself can tell what it reaches. */
export function isBehindProxy({ HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env) {
  return Boolean(HTTPS_PROXY || https_proxy || HTTP_PROXY || http_proxy)
}
