import { act, screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { ask } from '../../../src/renderer/src/bridge.ts'
import { Foot } from '../../../src/renderer/src/shell/foot.tsx'
import { makeApp, makeRun } from '../support/make-run.ts'
import { openWindow } from '../support/open-window.tsx'

it('says that nothing leaves the computer, except while Yahoo is asked, and for what', async () => {
  const answer = Promise.withResolvers<object>()
  openWindow(<Foot />, [], { fetchSeries: () => answer.promise })
  expect(screen.getByRole('status').textContent).toBe('Nothing leaves this computer')
  const fetched = ask('fetchSeries', { symbol: 'NFLX' })
  await waitFor(() =>
    expect(screen.getByRole('status').textContent).toMatch(/^Asking Yahoo for NFLX/)
  )
  answer.resolve({})
  await act(() => fetched)
  expect(screen.getByRole('status').textContent).toMatch(/^Yahoo was asked for NFLX/)
})

it('counts trainers as main tells, and what is saved', async () => {
  const main = openWindow(<Foot />, [makeRun()])
  expect(await screen.findByText('All saved')).toBeTruthy()
  act(() => main.tell('trainers', { busy: 1, most: 2, tensorflow: '2.21.0' }))
  expect(screen.getByText('TensorFlow 2.21.0, 1 of 2 trainers busy')).toBeTruthy()
})

it('says when nothing can be trained', async () => {
  const engine = { ready: false, reason: 'no compiler', remedy: 'Install one.' } as const
  openWindow(<Foot />, [], { readApp: () => makeApp({ engine }) })
  expect(await screen.findByRole('button', { name: 'No training here: no compiler' })).toBeTruthy()
})
