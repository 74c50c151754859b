import { describe, expect, it, vi } from 'vitest'
import { eventChannel, requestChannel } from '../../src/preload/channels.ts'
import { makeApi } from '../../src/preload/make-api.ts'
import { type EventName, eventNames, requestNames } from '../../src/shared/api.ts'

function wired() {
  const invoke = vi.fn(async () => ({ ok: true, value: 'answer' }))
  const on = vi.fn()
  const api = makeApi({ invoke, on })
  const [[channel, emit]] = on.mock.calls as [[string, (...args: unknown[]) => void]]
  return { api, invoke, on, channel, emit }
}

describe('window.api', () => {
  it('has the names of the contract and no other', () => {
    const { api } = wired()
    expect(Object.keys(api).sort()).toEqual([...requestNames, 'on'].sort())
    expect(Object.values(api).every(value => typeof value === 'function')).toBe(true)
  })

  it('sends a request by its name with its one argument, and gives the answer as it is', async () => {
    const { api, invoke } = wired()
    expect(await api.readRun({ id: 'a' })).toEqual({ ok: true, value: 'answer' })
    await api.listRuns()
    expect(invoke.mock.calls).toEqual([
      [requestChannel, 'readRun', { id: 'a' }],
      [requestChannel, 'listRuns', undefined],
    ])
  })

  it('passes no second argument on', async () => {
    const { api, invoke } = wired()
    await (api.readRun as (...args: unknown[]) => Promise<unknown>)({ id: 'a' }, 'b')
    expect(invoke).toHaveBeenCalledExactlyOnceWith(requestChannel, 'readRun', { id: 'a' })
  })
})

describe('on', () => {
  it('hears one channel, whatever the number of listeners', () => {
    const { api, on, channel } = wired()
    for (const name of eventNames) api.on(name, () => {})
    expect(channel).toBe(eventChannel)
    expect(on).toHaveBeenCalledOnce()
  })

  it('gives values to the listeners of their event, never the event object', () => {
    const { api, emit } = wired()
    const [runs, series] = [vi.fn(), vi.fn()]
    api.on('runs-changed', runs)
    api.on('series-changed', series)
    emit({ sender: 'ipcRenderer' }, 'runs-changed', { ids: ['a'] })
    expect(runs.mock.calls).toEqual([[{ ids: ['a'] }]])
    expect(series).not.toHaveBeenCalled()
  })

  it('stops listening alone, even of two that are the same function', () => {
    const { api, emit } = wired()
    const listen = vi.fn()
    const stop = api.on('runs-changed', listen)
    api.on('runs-changed', listen)
    stop()
    stop()
    emit({}, 'runs-changed', { ids: [] })
    expect(listen).toHaveBeenCalledOnce()
  })

  it('refuses an event that is not of the contract, and ignores one that comes', () => {
    const { api, emit } = wired()
    expect(() => api.on('constructor' as EventName, () => {})).toThrow('no event constructor')
    expect(() => emit({}, '__proto__', {})).not.toThrow()
  })
})
