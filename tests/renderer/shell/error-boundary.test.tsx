import { screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { ErrorBoundary } from '../../../src/renderer/src/shell/error-boundary.tsx'
import { openWindow } from '../support/open-window.tsx'

function Broken(): never {
  throw new Error('no such number')
}

it('keeps the rest of the window when a view breaks, and says what to do', () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
  openWindow(
    <>
      <ErrorBoundary what="The Results view">
        <Broken />
      </ErrorBoundary>
      <p>The rest</p>
    </>
  )
  expect(screen.getByRole('alert').textContent).toContain('The Results view stopped working')
  expect(screen.getByRole('alert').textContent).toContain('no such number')
  expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy()
  expect(screen.getByText('The rest')).toBeTruthy()
  quiet.mockRestore()
})
