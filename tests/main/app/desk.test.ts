import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { makeDesk } from '../../../src/main/app/desk.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

beforeEach(fake.fresh)

const leave = vi.fn()
const desk = () => {
  new fake.BrowserWindow()
  return makeDesk(leave)
}

describe('the desk of Electron', () => {
  it('asks where to save under the name given, and is silent about a closed dialog', async () => {
    const it = desk()
    expect(await it.askSavePath('NFLX.csv')).toBe('/home/a/x.csv')
    expect(fake.handed(fake.dialog.showSaveDialog, 1)).toMatchObject({
      defaultPath: join('/documents', 'NFLX.csv'),
      filters: [{ name: 'Table', extensions: ['csv'] }],
    })
    fake.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: true, filePath: '' })
    expect(await it.askSavePath('NFLX.csv')).toBeNull()
  })

  it('puts a folder of its name into the one chosen', async () => {
    const it = desk()
    expect(await it.askFolder('run-1')).toBe(join('/home/a/chosen', 'run-1'))
    fake.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] })
    expect(await it.askFolder('run-1')).toBeNull()
  })

  it('opens one file of the kinds named', async () => {
    const question = { title: 'Restore', extensions: ['sqlite'] }
    expect(await desk().askOpenPath(question)).toBe('/home/a/chosen')
    expect(fake.handed(fake.dialog.showOpenDialog, 1)).toMatchObject({
      title: 'Restore',
      properties: ['openFile'],
      filters: [{ extensions: ['sqlite'] }],
    })
  })

  it('gives only https addresses to the browser', async () => {
    const it = desk()
    await it.openLink('https://d2l.ai/')
    expect(fake.shell.openExternal).toHaveBeenCalledExactlyOnceWith('https://d2l.ai/')
    for (const address of ['http://d2l.ai/', 'file:///bin/sh', 'javascript:1', 'smb://x', 'x'])
      await expect(it.openLink(address)).rejects.toThrow('not a link')
    expect(fake.shell.openExternal).toHaveBeenCalledOnce()
  })

  it('keeps the computer awake once, and lets it sleep again', () => {
    const it = desk()
    it.keepAwake(false)
    expect(fake.powerSaveBlocker.stop).not.toHaveBeenCalled()
    it.keepAwake(true)
    it.keepAwake(true)
    it.keepAwake(false)
    it.keepAwake(false)
    expect(fake.powerSaveBlocker.start).toHaveBeenCalledExactlyOnceWith('prevent-app-suspension')
    expect(fake.powerSaveBlocker.stop).toHaveBeenCalledExactlyOnceWith(7)
  })

  it('shows a file, and leaves without a question', async () => {
    const it = desk()
    await it.reveal('/home/a/x.csv')
    expect(fake.shell.showItemInFolder).toHaveBeenCalledExactlyOnceWith('/home/a/x.csv')
    it.closeWindow()
    expect(leave).toHaveBeenCalledOnce()
  })
})
