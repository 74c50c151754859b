import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { CloseDialog } from '../../../src/renderer/src/shell/close-dialog.tsx'
import { openWindow } from '../support/open-window.tsx'

it('asks when main does, and answers either way', async () => {
  const main = openWindow(<CloseDialog />, [], { closeWindow: () => undefined })
  const user = userEvent.setup()
  const answers = () =>
    main.calls.filter(({ name }) => name === 'closeWindow').map(({ argument }) => argument)
  act(() => main.tell('asks-to-close', { training: 2 }))
  expect(await screen.findByText(/2 runs or studies are under way/)).toBeTruthy()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(answers()).toEqual([{ keepTraining: true }]))
  act(() => main.tell('asks-to-close', { training: 1 }))
  await user.click(await screen.findByRole('button', { name: 'Close anyway' }))
  await waitFor(() => expect(answers().at(-1)).toEqual({ keepTraining: false }))
})
