import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

// node download.mjs URL FILE: in a process of its own, on the Node that knows proxies.

const [url = '', file = ''] = process.argv.slice(2)
const response = await fetch(url)
if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`)
const body = /** @type {import('node:stream/web').ReadableStream} */ (response.body)
await pipeline(Readable.fromWeb(body), createWriteStream(file))
