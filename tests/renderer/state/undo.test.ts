import { beforeEach, expect, it, vi } from 'vitest'
import { AskFailure } from '../../../src/renderer/src/bridge.ts'
import { pushUndo, undo, useUndo } from '../../../src/renderer/src/state/undo.ts'

// the toast outlives the test's page
vi.mock('../../../src/renderer/src/state/toaster.ts', async original => ({
  ...(await original<object>()),
  say: vi.fn(),
  attempt: async (work: () => unknown) => {
    try {
      return await work()
    } catch {
      return undefined
    }
  },
}))

beforeEach(() => useUndo.setState({ steps: [] }))

it('takes back the last step first, each once', async () => {
  const undone: string[] = []
  pushUndo({ text: 'One', undo: () => undone.push('one') })
  pushUndo({ text: 'Two', undo: () => undone.push('two') })
  await undo()
  await undo()
  await undo()
  expect(undone).toEqual(['two', 'one'])
})

it('keeps a step that could not be taken back', async () => {
  pushUndo({
    text: 'Deleted NFLX',
    undo: () => {
      throw new AskFailure({ kind: 'no-such-run', id: 'a', near: [] })
    },
  })
  await undo()
  expect(useUndo.getState().steps).toHaveLength(1)
})
