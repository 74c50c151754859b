import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ROOT } from '../../../scripts/setup/paths.mjs'
import { setMenu } from '../../../src/main/app/menu.ts'
import { menuTemplate } from '../../../src/main/app/menu-template.ts'
import type { CommandName } from '../../../src/shared/api.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

beforeEach(fake.fresh)

type Item = MenuItemConstructorOptions

const flat = (items: readonly Item[]): Item[] =>
  items.flatMap(item => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])

/** As the window's own table says them; read as text, for a test of main has no page. */
const shortcuts = Object.fromEntries(
  [
    ...readFileSync(join(ROOT, 'src/renderer/src/state/commands.ts'), 'utf8').matchAll(
      /^ {2}'?([a-z-]+)'?: \{[^}]*?shortcut: (?:'([^']+)'|null)/gm
    ),
  ].map(([, name, key]) => [String(name), key?.replaceAll('\\\\', '\\')])
)

const roles = (platform: string) =>
  flat(menuTemplate(platform, () => {})).flatMap(({ role }) => role ?? [])

// a command that is missing or too many does not compile
const commands = Object.keys({
  'show-data': true,
  'show-train': true,
  'show-results': true,
  'show-forecast': true,
  'show-lab': true,
  'show-learn': true,
  palette: true,
  settings: true,
  'add-series': true,
  'import-csv': true,
  'import-run': true,
  'start-run': true,
  'pause-run': true,
  'export-run': true,
  undo: true,
  'toggle-form': true,
  'toggle-sidebar': true,
  theme: true,
  'report-problem': true,
  shortcuts: true,
} satisfies Record<CommandName, true>)

describe.each(['darwin', 'win32', 'linux'])('the menu on %s', platform => {
  it('sends every command there is, each by one item', () => {
    const send = vi.fn()
    for (const { click } of flat(menuTemplate(platform, send)))
      (click as (() => void) | undefined)?.()
    expect(send.mock.calls.map(([command]) => String(command)).sort()).toEqual([...commands].sort())
  })

  it('gives no key to two items', () => {
    const keys = flat(menuTemplate(platform, () => {})).flatMap(i => i.accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('gives a command the key it has in the window', () => {
    const items = flat(menuTemplate(platform, () => {})).filter(({ id }) => id !== undefined)
    const here = items.map(({ id, accelerator }) => [id, accelerator?.toLowerCase()])
    // these two are the page's alone: as menu keys they would be taken from text fields
    const wanted = Object.entries(shortcuts).map(([name, key]) => [
      name,
      name === 'undo' || name === 'shortcuts' ? undefined : key?.replace('mod', 'cmdorctrl'),
    ])
    expect(Object.fromEntries(here)).toEqual(Object.fromEntries(wanted))
  })

  it('edits text by the platform’s own roles', () => {
    expect(roles(platform)).toEqual(
      expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'windowMenu'])
    )
  })

  it('offers developer tools and reloading only to developers', () => {
    expect(roles(platform)).not.toEqual(expect.arrayContaining(['toggleDevTools']))
    expect(roles(platform)).not.toEqual(expect.arrayContaining(['reload']))
    const unpacked = flat(menuTemplate(platform, () => {}, false))
    expect(unpacked.map(({ role }) => role)).toContain('toggleDevTools')
  })
})

it('has an application menu with Settings and Quit on macOS alone', () => {
  const [first] = menuTemplate('darwin', () => {})
  expect(first?.role).toBe('appMenu')
  expect(flat([first!]).map(({ id, role }) => id ?? role)).toEqual(
    expect.arrayContaining(['settings', 'services', 'hide', 'quit'])
  )
  expect(roles('linux')).not.toContain('appMenu')
})

it('brings a minimised window back before it sends', () => {
  const window = new fake.BrowserWindow()
  window.isMinimized.mockReturnValue(true)
  const publish = vi.fn()
  setMenu(publish)
  const items = flat(fake.handed<Item[]>(fake.Menu.buildFromTemplate))
  const palette = items.find(({ id }) => id === 'palette')
  ;(palette!.click as unknown as () => void)()
  expect(window.restore).toHaveBeenCalledOnce()
  expect(publish).toHaveBeenCalledExactlyOnceWith('command', { command: 'palette' })
  expect(fake.Menu.setApplicationMenu).toHaveBeenCalledOnce()
})
