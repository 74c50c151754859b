import { describe, expect, it } from 'vitest'
import { browserPlaces, findBrowser, hasDisplay } from '../../scripts/setup/browser.mjs'

const machine = (platform: string, env: Record<string, string>, ...there: string[]) => ({
  platform,
  env,
  exists: (path: string) => there.includes(path),
})

describe('findBrowser', () => {
  it('takes HINDCAST_BROWSER before all others', () => {
    const env = { PATH: '/usr/bin', HINDCAST_BROWSER: '/mine' }
    expect(findBrowser(machine('linux', env, '/mine', '/usr/bin/chromium'))).toBe('/mine')
  })

  it('finds nothing, rather than another one, when HINDCAST_BROWSER is not there', () => {
    const env = { PATH: '/usr/bin', HINDCAST_BROWSER: '/gone' }
    expect(findBrowser(machine('linux', env, '/usr/bin/chromium'))).toBeUndefined()
  })

  it('prefers Chromium to Chrome to Edge, wherever on PATH they are', () => {
    const env = { PATH: '/a:/b' }
    const all = ['/a/microsoft-edge', '/a/google-chrome', '/b/chromium']
    expect(findBrowser(machine('linux', env, ...all))).toBe('/b/chromium')
    expect(findBrowser(machine('linux', env, ...all.slice(0, 2)))).toBe('/a/google-chrome')
  })

  it('looks in the usual places where a launcher set no PATH', () => {
    expect(findBrowser(machine('linux', {}, '/snap/bin/chromium'))).toBe('/snap/bin/chromium')
  })

  it("knows macOS's applications, also the person's own", () => {
    const chrome = 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(findBrowser(machine('darwin', {}, `/${chrome}`))).toBe(`/${chrome}`)
    const own = `/Users/ada/${chrome}`
    expect(findBrowser(machine('darwin', { HOME: '/Users/ada' }, own))).toBe(own)
  })

  it("knows Windows' program folders", () => {
    const env = {
      PROGRAMFILES: 'C:\\Program Files',
      'PROGRAMFILES(X86)': 'C:\\Program Files (x86)',
    }
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    expect(findBrowser(machine('win32', env, edge))).toBe(edge)
  })

  it('looks into no folder without a name', () => {
    const places = browserPlaces({ platform: 'linux', env: { PATH: ':/a:' } })
    expect(places.every(place => /^\/\w/.test(place))).toBe(true)
  })
})

describe('hasDisplay', () => {
  it('asks X11 and Wayland on Linux and takes it for given elsewhere', () => {
    expect(hasDisplay({ platform: 'linux', env: {} })).toBe(false)
    expect(hasDisplay({ platform: 'linux', env: { DISPLAY: ':0' } })).toBe(true)
    expect(hasDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true)
    expect(hasDisplay({ platform: 'darwin', env: {} })).toBe(true)
  })
})
