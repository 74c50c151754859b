import { describe, expect, it, vi } from 'vitest'
import { pickHost } from '../../scripts/setup/pick-host.mjs'

const machine = (changed = {}) => ({
  hasDisplay: true,
  isRoot: false,
  electron: vi.fn(async () => ({ reason: 'its download site cannot be reached from here' })),
  browser: vi.fn((): string | undefined => '/usr/bin/chromium'),
  ...changed,
})

const found = async () => ({ path: '/electron' })
const failureOf = (work: Promise<unknown>) => work.catch((error: unknown) => error as Error)

describe('the host that npm start picks', () => {
  it('is Electron where its binary can be had', async () => {
    const host = await pickHost(machine({ electron: found }))
    expect(host).toEqual({ name: 'electron', why: 'its binary is here', program: '/electron' })
  })

  it("is the browser's window without Electron, and says why", async () => {
    expect(await pickHost(machine())).toEqual({
      name: 'window',
      why: 'Electron is not used: its download site cannot be reached from here',
      program: '/usr/bin/chromium',
    })
  })

  it('never asks for Electron as root, whom it refuses', async () => {
    const asked = machine({ isRoot: true })
    const host = await pickHost(asked)
    expect(asked.electron).not.toHaveBeenCalled()
    expect(host).toMatchObject({ name: 'window', why: expect.stringContaining('as root') })
  })

  it('is the command line without a browser either', async () => {
    const host = await pickHost(machine({ browser: () => undefined }))
    expect(host.name).toBe('cli')
    expect(host.why).toMatch(/cannot be reached.+no browser/)
  })

  it('is the command line without a display, and nothing is fetched for a window', async () => {
    const asked = machine({ hasDisplay: false })
    const host = await pickHost(asked)
    expect(asked.electron).not.toHaveBeenCalled()
    expect(host).toEqual({ name: 'cli', why: 'there is no display for a window' })
  })
})

describe('a host asked for by name', () => {
  it('is taken', async () => {
    const able = machine({ electron: found })
    expect(await pickHost(able, 'cli')).toMatchObject({ name: 'cli' })
    expect(await pickHost(able, 'window')).toMatchObject({ program: '/usr/bin/chromium' })
    expect(await pickHost(able, 'electron')).toMatchObject({ program: '/electron' })
  })

  it('is refused with a remedy rather than replaced', async () => {
    const refusals = [
      [machine(), 'electron', /Electron cannot be started: its download site/],
      [machine({ isRoot: true, electron: found }), 'electron', /as root/],
      [machine({ browser: () => undefined }), 'window', /no browser/],
      [machine({ hasDisplay: false }), 'window', /no display/],
      [machine({ hasDisplay: false, electron: found }), 'electron', /no display/],
      [machine(), 'browser', /no host “browser”/],
    ] as const
    for (const [able, name, sentence] of refusals) {
      const failure = await failureOf(pickHost(able, name))
      expect(failure).toMatchObject({ name: 'SetupFailure', remedy: expect.stringMatching(/\w/) })
      expect((failure as Error).message).toMatch(sentence)
    }
  })
})
