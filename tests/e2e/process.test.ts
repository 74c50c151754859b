import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openProcess } from './support/open-process.ts'
import { openScreen, type Screen } from './support/xvfb.ts'

// `npm start` without Electron, as a whole process: how it begins and how it ends.

let folder: string
let screen: Screen | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-process-'))
})
afterEach(async () => {
  await screen?.stop()
  screen = undefined
  rmSync(folder, { recursive: true, force: true })
})

/** Processes whose command line names this one's browser profile. */
function browsersOf(pid: number): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
  return stdout.split('\n').filter(line => line.includes(`hindcast-window-${pid}-`))
}

const profilesOf = (pid: number) =>
  readdirSync(tmpdir()).filter(name => name.startsWith(`hindcast-window-${pid}-`))

describe.skipIf(process.platform === 'win32')('the process of the window host', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('closes window, trainers and database in order on %s', async (signal, code) => {
    const host = openProcess(folder)
    await host.open
    expect(browsersOf(host.pid).length).toBeGreaterThan(0)
    host.signal(signal)
    expect(await host.ended).toBe(code)
    expect(browsersOf(host.pid)).toEqual([])
    expect(profilesOf(host.pid)).toEqual([])
    expect(readdirSync(folder)).toContain('hindcast.sqlite')
    expect(readdirSync(folder)).not.toContain('hindcast.sqlite-wal') // closed, not dropped
  })

  it('leaves no browser behind when it is killed, and the next start tidies up', async () => {
    const host = openProcess(folder)
    await host.open
    host.signal('SIGKILL')
    expect(await host.ended).toBe('SIGKILL')
    await vi.waitFor(() => expect(browsersOf(host.pid)).toEqual([]), 15_000)
    expect(profilesOf(host.pid).length).toBe(1)
    const next = openProcess(folder)
    await next.open
    expect(profilesOf(host.pid)).toEqual([])
    next.signal('SIGINT')
    expect(await next.ended).toBe(130)
  })

  it('ends with a sentence when there is no browser', async () => {
    const host = openProcess(folder, { HINDCAST_BROWSER: '/no/such/browser' })
    expect(await host.ended).toBe(1)
    expect(host.said()).toMatch(/no browser for the window\.\nSet HINDCAST_BROWSER/)
  })

  it('ends with a sentence when the browser does not start', async () => {
    const host = openProcess(folder, { HINDCAST_BROWSER: '/bin/false' })
    expect(await host.ended).toBe(1)
    expect(host.said()).toContain('The window could not be shown')
    expect(host.said()).not.toContain('    at ')
  })

  it.skipIf(process.platform !== 'linux')(
    'shows a window on a screen, and ends well when that is closed',
    async () => {
      screen = await openScreen()
      const host = openProcess(folder, { DISPLAY: screen.display })
      await host.open
      const browser = browsersOf(host.pid).find(line => !line.includes('--type='))
      expect(browser).not.toContain('--headless')
      // what a person's click on the cross comes to: the browser ends, and the program after it
      process.kill(Number.parseInt(browser ?? '', 10), 'SIGTERM')
      expect(await host.ended).toBe(0)
      expect(readFileSync(join(folder, 'hindcast.sqlite')).length).toBeGreaterThan(0)
    }
  )
})
