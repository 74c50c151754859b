import type { Desk } from '../api/service.ts'
import { askFolder, askOpenPath, askSavePath } from './ask-path.ts'
import type { Ask } from './prompt.ts'
import { type Command, hold, openerOf, revealerOf, start, wakerOf } from './system-programs.ts'

export interface DeskOptions {
  readonly ask: Ask
  /** Closes the window without asking again. */
  readonly closeWindow: () => void
  readonly onTrouble: (text: string) => void
  /** Starts a program of the system; a test's own. */
  readonly run?: (command: Command) => Promise<boolean>
}

/** The window host's desk: its own questions for paths, the system's programs for the rest. */
export function makeDesk({ ask, closeWindow, onTrouble, run = start }: DeskOptions): Desk {
  const inTurn = makeTurns()
  const show = async (command: Command, title: string, value: string) => {
    if (await run(command)) return
    const question = { title, label: 'Copy it from here', value, action: 'Done', readOnly: true }
    await inTurn(() => ask(question))
  }
  return {
    host: 'window host',
    askSavePath: name => inTurn(() => askSavePath(ask, name)),
    askFolder: name => inTurn(() => askFolder(ask, name)),
    askOpenPath: what => inTurn(() => askOpenPath(ask, what)),
    openLink: address => show(openerOf(address), 'No browser could be opened', address),
    reveal: path => show(revealerOf(path), 'No file manager could be opened', path),
    keepAwake: makeKeepAwake(onTrouble),
    closeWindow,
  }
}

/** One question at a time: of two dialogs over each other the wrong one would be answered. */
function makeTurns() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const answer = last.then(work)
    last = answer.catch(() => {})
    return answer
  }
}

function makeKeepAwake(onTrouble: (text: string) => void): Desk['keepAwake'] {
  let waker: ReturnType<typeof hold> | undefined
  return on => {
    if (!on) waker?.kill()
    if (!on) waker = undefined
    else waker ??= hold(wakerOf(), () => onTrouble('this system may sleep while networks train'))
  }
}
