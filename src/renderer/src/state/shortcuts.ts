import { useEffect } from 'react'
import { commandNames, commands, isCommandEnabled, runCommand } from './commands.ts'
import { useUi } from './ui.ts'

const isMac = (platform: string) => platform === 'darwin'

const keyNames: Readonly<Record<string, readonly [mac: string, others: string]>> = {
  mod: ['⌘', 'Ctrl'],
  shift: ['⇧', 'Shift'],
  enter: ['↵', 'Enter'],
}

/** `⌘K` on a Mac, `Ctrl K` elsewhere. */
export function shortcutText(shortcut: string, platform: string): string {
  const parts = shortcut.split('+').map(part => {
    const name = keyNames[part]?.[isMac(platform) ? 0 : 1]
    return name ?? part.toUpperCase()
  })
  return parts.join(isMac(platform) ? '' : ' ')
}

type Keys = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey'>

/**
 * Whether these keys are that shortcut. By the character and not by the place on the keyboard, so
 * that ⌘Z is where a German or French keyboard prints it.
 */
export function isShortcut(event: Keys, shortcut: string, platform: string): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1)
  const [mod, other] = isMac(platform)
    ? [event.metaKey, event.ctrlKey]
    : [event.ctrlKey, event.metaKey]
  if (mod !== parts.includes('mod') || other || event.key.toLowerCase() !== key) return false
  // ? and \ need Shift or AltGr on some keyboards: the character says enough
  if (key.length === 1 && !/[a-z0-9]/.test(key)) return true
  return !event.altKey && event.shiftKey === parts.includes('shift')
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox],[type=radio],[type=range]), textarea, select') !== null

/** Shortcuts that belong to the text field while a person types in one. */
const ofText = new Set(['undo', 'shortcuts'])

/** Listens for the shortcuts of the command table, for as long as the window lives. */
export function useShortcuts(platform: string): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const name = commandNames.find(
        candidate =>
          commands[candidate].shortcut !== null &&
          isShortcut(event, commands[candidate].shortcut, platform)
      )
      if (name === undefined || (ofText.has(name) && isTyping(event.target))) return
      event.preventDefault()
      if (isBehindDialog() && name !== 'palette') return
      if (isCommandEnabled(name)) runCommand(name)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [platform])
}

/** Nothing behind an open dialog moves unseen. */
const isBehindDialog = () =>
  useUi.getState().dialog !== null || document.querySelector('[aria-modal="true"]') !== null
