import { describe, expect, it, vi } from 'vitest'
import { makeDesk } from '../../../src/main/window-host/desk.ts'
import type { Question } from '../../../src/main/window-host/prompt.ts'
import {
  type Command,
  hold,
  openerOf,
  revealerOf,
  start,
  wakerOf,
} from '../../../src/main/window-host/system-programs.ts'

const desk = (run: (command: Command) => Promise<boolean>, ask = async (_: Question) => null) =>
  makeDesk({ ask, run, closeWindow: () => {}, onTrouble: () => {} })

describe('links', () => {
  it("open in the person's own browser, as one argument and never by a shell", async () => {
    const run = vi.fn(async (_: Command) => true)
    await desk(run).openLink('https://d2l.ai/x?a=1&b=$(date)')
    expect(run).toHaveBeenCalledWith(openerOf('https://d2l.ai/x?a=1&b=$(date)'))
    expect(openerOf('https://d2l.ai/x?a=1&b=2', 'linux')).toEqual([
      'xdg-open',
      'https://d2l.ai/x?a=1&b=2',
    ])
    expect(openerOf('https://d2l.ai/', 'darwin')[0]).toBe('open')
    expect(openerOf('https://d2l.ai/', 'win32')).toHaveLength(3)
  })

  it.each(['http://d2l.ai/', 'file:///etc/passwd', 'javascript:alert(1)', '--help', 'smb://x/y'])(
    'are https or not opened: %s',
    address => {
      expect(() => openerOf(address)).toThrow()
    }
  )

  it('are shown for copying where nothing can open them', async () => {
    const ask = vi.fn(async (_: Question) => null)
    await desk(async () => false, ask).openLink('https://d2l.ai/')
    expect(ask).toHaveBeenCalledWith(
      expect.objectContaining({ value: 'https://d2l.ai/', readOnly: true })
    )
  })
})

describe('files', () => {
  it("are shown in the system's file manager", () => {
    expect(revealerOf('/a/b.csv', 'linux')).toEqual(['xdg-open', '/a'])
    expect(revealerOf('/a/b.csv', 'darwin')).toEqual(['open', '-R', '/a/b.csv'])
    expect(revealerOf('C:\\a.csv', 'win32')).toEqual(['explorer', '/select,C:\\a.csv'])
  })
})

describe('questions', () => {
  it('are put one after the other', async () => {
    const open: ((answer: null) => void)[] = []
    const ask = vi.fn((_: Question) => new Promise<null>(resolve => open.push(resolve)))
    const asking = desk(async () => true, ask)
    const both = Promise.all([asking.askSavePath('a.csv'), asking.askSavePath('b.csv')])
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(1))
    open[0]?.(null)
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2))
    open[1]?.(null)
    expect(await both).toEqual([null, null])
  })
})

describe('programs of the system', () => {
  it('that are not there are told, not thrown', async () => {
    expect(await start(['hindcast-no-such-program'])).toBe(false)
    const failed = await new Promise(resolve =>
      hold(['hindcast-no-such-program'], () => resolve('failed'))
    )
    expect(failed).toBe('failed')
  })

  it('that keep the computer awake end with us', async () => {
    expect(wakerOf('darwin', 7)).toEqual(['caffeinate', '-i', '-w', '7'])
    expect(wakerOf('linux').at(-1)).toBe('cat')
    expect(wakerOf('win32').at(-1)).toContain('ReadLine')
    const held = hold(['cat'], () => {})
    const ended = new Promise(resolve => held.once('exit', resolve))
    held.stdin?.end() // as the system does when we are gone
    expect(await ended).toBe(0)
  })
})
