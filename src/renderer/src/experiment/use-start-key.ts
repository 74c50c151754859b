import { useCommand } from '../state/commands.ts'
import { say } from '../state/toaster.ts'
import type { Readiness } from './readiness.ts'

/** ⌘Enter or Ctrl+Enter starts from anywhere in the window, or says what is in the way. */
export function useStartKey(start: () => void, { title, next }: Readiness): void {
  useCommand('start-run', () => {
    if (title === null) start()
    else void say({ text: [title, next].filter(text => text !== null).join('. ') })
  })
}
