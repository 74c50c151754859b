import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { Palette } from '../../../src/renderer/src/palette/palette.tsx'
import { useCommand } from '../../../src/renderer/src/state/commands.ts'
import { openDialog, useUi } from '../../../src/renderer/src/state/ui.ts'
import { useLab } from '../../../src/renderer/src/views/lab/lab-state.ts'
import { makeRun } from '../support/make-run.ts'
import { openWindow } from '../support/open-window.tsx'

async function openPalette() {
  openWindow(<Palette />, [makeRun({ id: 'a', name: 'Lecture', note: 'for May' })])
  openDialog('palette')
  return { user: userEvent.setup(), field: await screen.findByRole('combobox') }
}

it('does what is chosen by its words and Enter', async () => {
  const { user, field } = await openPalette()
  await user.type(field, 'forecast{Enter}')
  await waitFor(() => expect(useUi.getState()).toMatchObject({ view: 'forecast', dialog: null }))
})

it('finds runs by their notes and series by their names', async () => {
  const { user, field } = await openPalette()
  await waitFor(() => expect(screen.getByRole('option', { name: /Lecture/ })).toBeTruthy())
  await user.type(field, 'may lecture')
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Lecture'),
  ])
  await user.clear(field)
  await user.type(field, 'netflix inc')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(useUi.getState()).toMatchObject({ view: 'data', revision: 1 }))
})

it('leads to a question of the lab by what a newcomer would ask', async () => {
  const { user, field } = await openPalette()
  await user.type(field, 'come out again')
  expect(screen.getByRole('option').textContent).toContain('Provenance')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(useUi.getState().view).toBe('lab'))
  expect(useLab.getState().question).toBe('provenance')
})

/** A view whose run can be exported once its button was pressed. */
function Exporter() {
  const [canExport, setCanExport] = useState(false)
  useCommand('export-run', () => {}, canExport)
  return <button type="button" data-testid="able" onClick={() => setCanExport(true)} />
}

it('offers a command as soon as a view can do it', async () => {
  openWindow(
    <>
      <Palette />
      <Exporter />
    </>,
    []
  )
  openDialog('palette')
  const option = () => screen.getByRole('option', { name: /Export the run/ })
  await waitFor(() => expect(option().getAttribute('aria-disabled')).toBe('true'))
  screen.getByTestId('able').click()
  await waitFor(() => expect(option().getAttribute('aria-disabled')).toBe('false'))
})

it('keeps the focus at once when a menu that closes late gives it back to its button', async () => {
  openWindow(
    <>
      <Palette />
      <button type="button" data-testid="menu" />
    </>,
    []
  )
  openDialog('palette')
  const field = await screen.findByRole('combobox')
  await waitFor(() => expect(document.activeElement).toBe(field))
  const button = screen.getByTestId('menu')
  button.focus()
  expect(document.activeElement).toBe(field) // in the same turn: no key can come between
  await userEvent.keyboard('show{Escape}')
  await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull())
  button.focus()
  expect(document.activeElement).toBe(button)
})

it('names the option that Enter would take, for those who hear it', async () => {
  const { user, field } = await openPalette()
  await user.type(field, 'show')
  await user.keyboard('{ArrowDown}')
  const active = document.getElementById(field.getAttribute('aria-activedescendant') ?? '')
  expect(active?.getAttribute('aria-selected')).toBe('true')
  expect(active).toBe(screen.getAllByRole('option')[1])
})

it('shows the shortcut beside its command, and what was chosen last first', async () => {
  const { user, field } = await openPalette()
  await user.type(field, 'show learn')
  expect(screen.getByRole('option').textContent).toContain('Ctrl 6')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(useUi.getState().dialog).toBeNull())
  openDialog('palette')
  await screen.findByRole('combobox')
  expect(screen.getAllByRole('option')[0]?.textContent).toContain('Show Learn')
})

it('does nothing on a command that cannot be done now', async () => {
  const { user, field } = await openPalette()
  await user.type(field, 'undo')
  expect(screen.getByRole('option', { name: /Undo/ }).getAttribute('aria-disabled')).toBe('true')
})
