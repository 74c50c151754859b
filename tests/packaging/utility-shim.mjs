// @ts-check
import { EventEmitter } from 'node:events'

// Makes a forked process look like a utility process to what it runs.

const send = process.send?.bind(process)
class Port extends EventEmitter {
  /** @param {unknown} message */
  postMessage = message => send?.(message)
}
const port = new Port()
process.on('message', data => port.emit('message', { data, ports: [] }))
Object.assign(process, { parentPort: port, send: undefined })
