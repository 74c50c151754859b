import { fireEvent, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useLab } from '../../../../src/renderer/src/views/lab/lab-state.ts'
import { QuestionList } from '../../../../src/renderer/src/views/lab/question-list.tsx'
import type { StudySummary } from '../../../../src/shared/studies/study.ts'
import { openWindow } from '../../support/open-window.tsx'

const study = (changes: Partial<StudySummary>): StudySummary => ({
  id: 's1',
  run: 'run1',
  spec: { kind: 'proof' },
  state: 'finished',
  reason: null,
  done: 3,
  total: 4,
  secondsLeft: null,
  createdAt: '2024-05-02T08:00:00.000Z',
  finishedAt: null,
  ...changes,
})

it('says which questions were asked of the run, and leads to each', async () => {
  openWindow(<QuestionList run="run1" chosen="backtest" />, [], {
    listStudies: () => [
      study({ id: 's1' }),
      study({ id: 's2', spec: { kind: 'seeds', count: 4, retrain: true }, state: 'running' }),
      study({ id: 's3', spec: { kind: 'seeds', count: 2, retrain: true } }),
    ],
  })
  const nameOf = (question: RegExp) => screen.findByRole('button', { name: question })
  await nameOf(/^Provenance ?answered/)
  await nameOf(/^Seeds ?75\s?%/)
  expect((await nameOf(/^Backtest/)).textContent).toBe('BacktestHow far ahead does it help?')
  expect((await nameOf(/^Backtest/)).getAttribute('aria-current')).toBe('page')
  fireEvent.click(await nameOf(/^Provenance/))
  expect(useLab.getState().question).toBe('provenance')
})
