import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative } from 'node:path'

/**
 * Where the page seems to come from. Browsers take `.localhost` for secure, which the clipboard
 * and the wake lock need; the name is never resolved, as every request is answered from here.
 */
export const origin = 'http://hindcast.localhost'

/** Styles are written by the parts the page is made of; scripts only ever come from files. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/** What `route.fulfill` takes. */
export interface PageAnswer {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body: string | Buffer
}

/**
 * The file of a built page that an address of our origin names. 405 for another method than GET,
 * 403 for a path out of the folder, 404 for no such file.
 */
export async function readPageFile(
  folder: string,
  address: URL,
  method = 'GET'
): Promise<PageAnswer> {
  if (method !== 'GET') return { status: 405, body: 'Only GET.' }
  const path = pathWithin(folder, address.pathname)
  if (path === null) return { status: 403, body: 'Not of this folder.' }
  try {
    return { status: 200, headers: headersOf(path), body: await readFile(path) }
  } catch {
    return { status: 404, body: 'No such file.' }
  }
}

/** null for a path that leaves the folder, however it is written. */
function pathWithin(folder: string, pathname: string): string | null {
  const name = decode(pathname === '/' ? '/index.html' : pathname)
  if (name === null || name.includes('\0') || name.includes('\\')) return null
  const path = join(folder, name)
  const inside = relative(folder, path)
  const leaves = inside === '' || inside.startsWith('..') || isAbsolute(inside)
  return leaves ? null : path
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}

const headersOf = (path: string) => ({
  'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
})
