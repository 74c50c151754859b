import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { NoteDialog } from '../../../src/renderer/src/runs/note-dialog.tsx'
import { RunMenu } from '../../../src/renderer/src/runs/run-menu.tsx'
import { RunsPanel } from '../../../src/renderer/src/runs/runs-panel.tsx'
import { useUi } from '../../../src/renderer/src/state/ui.ts'
import { undo } from '../../../src/renderer/src/state/undo.ts'
import { makeRun, makeRuns } from '../support/make-run.ts'
import { openWindow } from '../support/open-window.tsx'

const panel = (
  <>
    <RunsPanel />
    <RunMenu />
    <NoteDialog />
  </>
)

const row = (name: RegExp) => screen.findByRole('row', { name })

it('keeps only the rows in sight in the page, of 1,000, and says how many there are', async () => {
  openWindow(panel, makeRuns(1000))
  const grid = await screen.findByRole('grid', { name: 'Runs' })
  expect(grid.getAttribute('aria-rowcount')).toBe('1000')
  expect(within(grid).getAllByRole('row').length).toBeLessThan(40)
})

it('moves by arrow keys, to the last row and back, with the focus on the row', async () => {
  openWindow(panel, makeRuns(1000))
  const user = userEvent.setup()
  ;(await row(/^Run 0\b/)).focus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('3'))
  await user.keyboard('{End}')
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('1000'))
  await user.keyboard('{Home}')
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('1'))
})

it('has one stop for Tab, the row last reached', async () => {
  openWindow(panel, makeRuns(20))
  const user = userEvent.setup()
  ;(await row(/^Run 0\b/)).focus()
  await user.keyboard('{ArrowDown}')
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('2'))
  const stops = screen.getAllByRole('row').filter(({ tabIndex }) => tabIndex === 0)
  expect(stops).toEqual([document.activeElement])
})

it('opens a finished run in Results and one that trains in Train', async () => {
  openWindow(panel, [
    makeRun({ id: 'done', name: 'Done' }),
    makeRun({ id: 'busy', name: 'Busy', state: 'training', progress: 0.5 }),
  ])
  const user = userEvent.setup()
  ;(await row(/Done/)).focus()
  await user.keyboard('{Enter}')
  expect(useUi.getState()).toMatchObject({ run: 'done', view: 'results' })
  ;(await row(/Busy/)).focus()
  await user.keyboard('{Enter}')
  expect(useUi.getState()).toMatchObject({ run: 'busy', view: 'train' })
})

it('stars by Space, and takes the star back by undo', async () => {
  const main = openWindow(panel, makeRuns(3))
  const user = userEvent.setup()
  ;(await row(/^Run 1\b/)).focus()
  await user.keyboard(' ')
  await waitFor(() => expect(main.runs()[1]?.starred).toBe(true))
  await undo()
  expect(main.runs()[1]?.starred).toBe(false)
})

it('renames in the row by F2 and Enter, and leaves it by Esc', async () => {
  const main = openWindow(panel, makeRuns(3))
  const user = userEvent.setup()
  ;(await row(/^Run 1\b/)).focus()
  await user.keyboard('{F2}')
  await user.keyboard('For class{Enter}')
  expect((await row(/For class/)).getAttribute('aria-rowindex')).toBe('2')
  await user.keyboard('{F2}Other{Escape}')
  expect(document.activeElement?.textContent).toContain('For class')
  expect(main.runs()[1]?.name).toBe('For class')
  await undo()
  await row(/^Run 1\b/)
})

it('deletes without asking, keeps the focus in the list, and brings the run back by undo', async () => {
  const main = openWindow(panel, makeRuns(3))
  const user = userEvent.setup()
  ;(await row(/^Run 1\b/)).focus()
  await user.keyboard('{Delete}')
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(main.runs()).toHaveLength(3))
  await row(/^Run 1\b/)
})

it('gives the focus to the next row when the focused one is deleted', async () => {
  openWindow(panel, makeRuns(3))
  const user = userEvent.setup()
  ;(await row(/^Run 1\b/)).focus()
  await user.keyboard('{Delete}')
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Run 2'))
})

it('does not delete what trains', async () => {
  const main = openWindow(panel, [makeRun({ state: 'training', name: 'Busy' })])
  const user = userEvent.setup()
  ;(await row(/Busy/)).focus()
  await user.keyboard('{Delete}')
  expect(main.calls.some(({ name }) => name === 'deleteRun')).toBe(false)
})

it('ticks by X and by Shift with arrows, and compares in the order ticked', async () => {
  openWindow(panel, makeRuns(5))
  const user = userEvent.setup()
  ;(await row(/^Run 2\b/)).focus()
  await user.keyboard('x')
  expect(screen.getByText('Tick another run to compare.')).toBeTruthy()
  await user.keyboard('{Shift>}{ArrowUp}{/Shift}')
  await user.click(await screen.findByRole('button', { name: 'Compare 2 runs' }))
  expect(useUi.getState()).toMatchObject({ compared: ['r2', 'r1'], view: 'results' })
})

it('finds by every word of name, note and settings, and says how many', async () => {
  openWindow(panel, [
    makeRun({ id: 'a', name: 'Alpha', note: 'for the lecture' }),
    makeRun({ id: 'b', name: 'Beta', label: '64 × 2' }),
  ])
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Search runs' }))
  await user.keyboard('lecture alpha')
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(1))
  expect(screen.getByText('1 run found')).toBeTruthy()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2))
})

it('shows only what has a star when asked to', async () => {
  openWindow(panel, [makeRun({ id: 'a', name: 'Alpha', starred: true }), makeRun({ id: 'b' })])
  await userEvent
    .setup()
    .click(await screen.findByRole('button', { name: 'Only runs with a star' }))
  expect(screen.getAllByRole('row')).toHaveLength(1)
  await row(/Alpha/)
})

it('keeps a note out of the menu, which arrow keys walk', async () => {
  const main = openWindow(panel, makeRuns(1))
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'More for Run 0' }))
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Open'))
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement?.textContent).toContain('Run again')
  await user.click(screen.getByRole('menuitem', { name: 'Add a note…' }))
  await user.type(await screen.findByRole('textbox', { name: 'Note' }), 'lower the rate')
  await user.click(screen.getByRole('button', { name: 'Keep' }))
  await waitFor(() => expect(main.runs()[0]?.note).toBe('lower the rate'))
})

it('says what will stand here while there is none', async () => {
  openWindow(panel, [])
  expect(await screen.findByText(/None yet. A run appears here when it starts/)).toBeTruthy()
})
