import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import type { CommandName } from '../../../shared/api.ts'
import type { ViewName } from '../../../shared/wire.ts'
import { openDialog, setFormOpen, setTheme, show, toggleSide, useUi } from './ui.ts'
import { undo, useUndo } from './undo.ts'

/** What menus, shortcuts and the palette can do, in one table. */
export interface Command {
  readonly text: string
  /** `mod+k`, `?`; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly shortcut: string | null
  /** What it does here; a view that registers the command does it in its place. */
  readonly run?: () => void
  readonly isEnabled?: () => boolean
  /** Where the command is registered: shown first when it is not there yet. */
  readonly home?: () => void
}

const goTo = (view: ViewName) => ({ run: () => show(view) })

const nextTheme = { light: 'dark', dark: 'system', system: 'light' } as const

export const commands: Readonly<Record<CommandName, Command>> = {
  'show-data': { text: 'Show Data', shortcut: 'mod+1', ...goTo('data') },
  'show-train': { text: 'Show Train', shortcut: 'mod+2', ...goTo('train') },
  'show-results': { text: 'Show Results', shortcut: 'mod+3', ...goTo('results') },
  'show-forecast': { text: 'Show Forecast', shortcut: 'mod+4', ...goTo('forecast') },
  'show-lab': { text: 'Show Lab', shortcut: 'mod+5', ...goTo('lab') },
  'show-learn': { text: 'Show Learn', shortcut: 'mod+6', ...goTo('learn') },
  palette: {
    text: 'Find or do',
    shortcut: 'mod+k',
    run: () => openDialog(useUi.getState().dialog === 'palette' ? null : 'palette'),
  },
  'start-run': { text: 'Start training', shortcut: 'mod+enter', home: () => setFormOpen(true) },
  'pause-run': { text: 'Pause or go on', shortcut: null, home: () => show('train') },
  'export-run': { text: 'Export the run', shortcut: 'mod+e', home: () => show('results') },
  'add-series': { text: 'Add a series', shortcut: null, home: () => show('data') },
  'import-csv': { text: 'Import a CSV', shortcut: 'mod+o', home: () => show('data') },
  'import-run': { text: 'Import a run', shortcut: null },
  undo: {
    text: 'Undo',
    shortcut: 'mod+z',
    run: () => void undo(),
    isEnabled: () => useUndo.getState().steps.length > 0,
  },
  'toggle-sidebar': { text: 'Show or hide runs and series', shortcut: 'mod+b', run: toggleSide },
  'toggle-form': {
    text: 'Show or hide the experiment',
    shortcut: 'mod+\\',
    run: () => setFormOpen(!useUi.getState().formOpen),
  },
  theme: {
    text: 'Change the theme',
    shortcut: null,
    run: () => setTheme(nextTheme[useUi.getState().theme]),
  },
  settings: { text: 'Settings', shortcut: 'mod+,', run: () => openDialog('settings') },
  'report-problem': { text: 'Report a problem', shortcut: null, run: () => openDialog('report') },
  shortcuts: { text: 'Keyboard shortcuts', shortcut: '?', run: () => openDialog('shortcuts') },
}

export const commandNames = Object.keys(commands) as readonly CommandName[]

interface Provided {
  readonly run: () => void
  readonly isEnabled: () => boolean
}

interface Provisions {
  /** By command, the last registered one last: it counts. */
  readonly by: Readonly<Partial<Record<CommandName, readonly Provided[]>>>
  /** Asked for before the view that provides it was there. */
  readonly awaited: CommandName | null
}

const useProvisions = create<Provisions>(() => ({ by: {}, awaited: null }))

/** Lets a view do a command while it is there. Returns its undo. */
export function registerCommand(
  name: CommandName,
  run: () => void,
  isEnabled: () => boolean = () => true
): () => void {
  const provided = { run, isEnabled }
  const change = (edit: (list: readonly Provided[]) => readonly Provided[]) =>
    useProvisions.setState(({ by }) => ({ by: { ...by, [name]: edit(by[name] ?? []) } }))
  change(list => [...list, provided])
  if (useProvisions.getState().awaited === name) {
    useProvisions.setState({ awaited: null })
    if (isEnabled()) run()
  }
  return () => change(list => list.filter(other => other !== provided))
}

/** `registerCommand` for a component: always with the newest functions, while it is mounted. */
export function useCommand(name: CommandName, run: () => void, isEnabled = true): void {
  const newest = useRef({ run, isEnabled })
  useEffect(() => {
    newest.current = { run, isEnabled }
  })
  useEffect(
    () =>
      registerCommand(
        name,
        () => newest.current.run(),
        () => newest.current.isEnabled
      ),
    [name]
  )
  // whoever shows what can be done asked while this was drawn, before the line above knew
  const known = useRef(isEnabled)
  useEffect(() => {
    if (known.current === isEnabled) return
    known.current = isEnabled
    useProvisions.setState(({ by }) => ({ by: { ...by } }))
  }, [isEnabled])
}

/** Changes whenever a command may have become able or unable to do something. */
export const useProvided = () => useProvisions(({ by }) => by)

/** Whether asking for it now would do something. */
export function isCommandEnabled(name: CommandName): boolean {
  const provided = useProvisions.getState().by[name]?.at(-1)
  if (provided) return provided.isEnabled()
  const { run, home, isEnabled } = commands[name]
  return (run ?? home) !== undefined && (isEnabled?.() ?? true)
}

/** Does a command; goes to where it is provided first, when it is not there yet. */
export function runCommand(name: CommandName): void {
  if (!isCommandEnabled(name)) return
  const provided = useProvisions.getState().by[name]?.at(-1)
  const { run, home } = commands[name]
  const there = provided?.run ?? run
  if (there === undefined) useProvisions.setState({ awaited: name })
  const act = there ?? home
  act?.()
}
