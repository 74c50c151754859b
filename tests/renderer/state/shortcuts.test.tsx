import { cleanup, renderHook, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { registerCommand, runCommand } from '../../../src/renderer/src/state/commands.ts'
import {
  isShortcut,
  shortcutText,
  useShortcuts,
} from '../../../src/renderer/src/state/shortcuts.ts'
import { useUi } from '../../../src/renderer/src/state/ui.ts'
import { pushUndo } from '../../../src/renderer/src/state/undo.ts'
import { fakeApi } from '../support/fake-api.ts'

beforeEach(() => {
  fakeApi({ savePreferences: () => ({}) })
  useUi.setState({ ...useUi.getInitialState() })
})
afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

const keys = (changes: Partial<KeyboardEvent>) => ({
  key: '',
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  ...changes,
})

it('writes shortcuts as each platform does', () => {
  expect(shortcutText('mod+k', 'darwin')).toBe('⌘K')
  expect(shortcutText('mod+enter', 'linux')).toBe('Ctrl Enter')
  expect(shortcutText('?', 'win32')).toBe('?')
})

it('goes by the character a keyboard prints, not by its place', () => {
  expect(isShortcut(keys({ key: 'Z', ctrlKey: true }), 'mod+z', 'linux')).toBe(true)
  expect(isShortcut(keys({ key: 'z', metaKey: true }), 'mod+z', 'darwin')).toBe(true)
  expect(isShortcut(keys({ key: 'z', ctrlKey: true }), 'mod+z', 'darwin')).toBe(false)
  expect(isShortcut(keys({ key: 'z', ctrlKey: true, shiftKey: true }), 'mod+z', 'linux')).toBe(
    false
  )
  expect(isShortcut(keys({ key: '?', shiftKey: true }), '?', 'linux')).toBe(true)
  const germanBackslash = keys({ key: '\\', ctrlKey: true, altKey: true })
  expect(isShortcut(germanBackslash, 'mod+\\', 'linux')).toBe(true)
})

it('shows views and opens the palette from the keyboard', async () => {
  renderHook(() => useShortcuts('linux'))
  const user = userEvent.setup()
  await user.keyboard('{Control>}4{/Control}')
  expect(useUi.getState().view).toBe('forecast')
  await user.keyboard('{Control>}k{/Control}')
  expect(useUi.getState().dialog).toBe('palette')
})

it('leaves ⌘Z and ? to the field a person types in', async () => {
  renderHook(() => useShortcuts('linux'))
  document.body.innerHTML = '<input aria-label="Name">'
  const undone = vi.fn()
  pushUndo({ text: 'Starred', undo: undone })
  screen.getByRole('textbox').focus()
  const user = userEvent.setup()
  await user.keyboard('{Control>}z{/Control}?')
  expect(undone).not.toHaveBeenCalled()
  expect(useUi.getState().dialog).toBeNull()
  screen.getByRole('textbox').blur()
  await user.keyboard('{Control>}z{/Control}')
  expect(undone).toHaveBeenCalledOnce()
})

it('does nothing behind an open dialog', async () => {
  renderHook(() => useShortcuts('linux'))
  useUi.setState({ dialog: 'settings' })
  await userEvent.setup().keyboard('{Control>}4{/Control}')
  expect(useUi.getState().view).toBe('data')
})

it('lets a view do a command while it is there, and does it as soon as the view has come', () => {
  const exported = vi.fn()
  runCommand('export-run')
  expect(useUi.getState().view).toBe('results')
  const leave = registerCommand('export-run', exported)
  expect(exported).toHaveBeenCalledOnce()
  leave()
  runCommand('export-run')
  expect(exported).toHaveBeenCalledOnce()
})
