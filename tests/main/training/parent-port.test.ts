import { EventEmitter } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parentPort } from '../../../src/main/training/parent-port.ts'

type Bare = { parentPort?: unknown; send?: unknown }

const bare = process as Bare
const { parentPort: port, send } = bare

afterEach(() => {
  bare.parentPort = port
  bare.send = send
  process.removeAllListeners('disconnect')
})

class UtilityPort extends EventEmitter {
  readonly postMessage = vi.fn()
}

describe('parentPort in a utility process', () => {
  it('sends by the port, hears the data of an event, and the end', () => {
    const utility = new UtilityPort()
    bare.parentPort = utility
    const line = parentPort<string, string>()
    const heard = vi.fn()
    const ended = vi.fn()
    line.onMessage(heard)
    line.onClose(ended)
    line.send('up')
    utility.emit('message', { data: 'down', ports: [] })
    utility.emit('close')
    expect(utility.postMessage).toHaveBeenCalledExactlyOnceWith('up')
    expect(heard).toHaveBeenCalledExactlyOnceWith('down')
    expect(ended).toHaveBeenCalledOnce()
  })

  it('ends on a rejection nobody handles, of which Electron only warns', () => {
    const before = process.listeners('unhandledRejection')
    bare.parentPort = new UtilityPort()
    parentPort()
    const [added] = process
      .listeners('unhandledRejection')
      .filter(listener => !before.includes(listener))
    process.off('unhandledRejection', added!)
    const bug = new Error('a bug')
    expect(() => added?.(bug, Promise.resolve())).toThrow(bug)
  })
})

describe('parentPort elsewhere', () => {
  it('refuses a process that nobody can hear', () => {
    bare.parentPort = undefined
    bare.send = undefined
    expect(() => parentPort()).toThrow('not by hand')
  })
})
