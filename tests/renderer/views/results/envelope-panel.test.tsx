import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { EnvelopePanel } from '../../../../src/renderer/src/views/results/envelope-panel.tsx'
import { fakeApi } from '../../support/fake-api.ts'
import { sealedResults, someResults } from './some-results.ts'

afterEach(cleanup)

describe('the envelope', () => {
  it('says that the test part is closed and how often the series’ parts were opened', () => {
    fakeApi({})
    render(<EnvelopePanel results={sealedResults} />)
    const panel = screen.getByRole('region', { name: 'Test part' })
    expect(panel.textContent).toContain('The test part is closed')
    expect(panel.textContent).toContain('opened 2 times so far')
  })

  it('opens only after it has been asked again, and can be kept closed', async () => {
    const api = fakeApi({ openTest: () => undefined })
    render(<EnvelopePanel results={sealedResults} />)
    await userEvent.click(screen.getByRole('button', { name: 'Open the test part…' }))
    expect(screen.getByRole('dialog').textContent).toContain('it will be number 3')
    await userEvent.click(screen.getByRole('button', { name: 'Keep it closed' }))
    expect(api.calls).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Open the test part…' }))
    await userEvent.click(screen.getByRole('button', { name: 'Open the test part' }))
    expect(api.calls).toEqual([{ name: 'openTest', argument: { id: sealedResults.id } }])
  })

  it('shows when it was opened', () => {
    fakeApi({})
    const seal = {
      state: 'open',
      openedAt: '2024-05-03T09:30:00.000Z',
      openingsOfSeries: 1,
    } as const
    render(<EnvelopePanel results={{ ...sealedResults, seal }} />)
    expect(screen.getByRole('region').textContent).toMatch(
      /was opened on .*2024.* opened once so far/
    )
  })

  it('is not there under the tutorial protocol', () => {
    fakeApi({})
    const { container } = render(<EnvelopePanel results={someResults} />)
    expect(container.textContent).toBe('')
  })
})
