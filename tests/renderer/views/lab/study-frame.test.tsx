import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { StudyFrame } from '../../../../src/renderer/src/views/lab/study-frame.tsx'
import { failed } from '../../../../src/shared/failure.ts'
import { backtestWords } from '../../../../src/shared/studies/describe-study.ts'
import type { StudySummary } from '../../../../src/shared/studies/study.ts'
import { backtestSummary, someBacktest } from '../../../support/some-backtest.ts'
import { openWindow } from '../../support/open-window.tsx'

const { spec } = backtestSummary

/** The frame over a main that keeps these studies, newest first. */
function open(first: readonly StudySummary[]) {
  let studies = first
  const frame = (
    <StudyFrame run="r1" spec={spec} start="Start it" unit="origin" describe={backtestWords}>
      {(results, study) => <p>{`${results.folds.length} folds of ${study.id}`}</p>}
    </StudyFrame>
  )
  const api = openWindow(frame, [], {
    listStudies: () => studies,
    readStudy: ({ id }: { id: string }) => {
      const summary = studies.find(study => study.id === id)
      if (!summary) return failed({ kind: 'no-such-study', id, near: [] })
      return { summary, results: summary.done > 0 ? someBacktest : null }
    },
    startStudy: () => {
      studies = [{ ...waiting, id: 'new' }, ...studies]
      api.tell('study-changed', { run: 'r1', id: 'new', study: studies[0] ?? null })
      return { id: 'new' }
    },
    cancelStudy: () => undefined,
    resumeStudy: () => undefined,
    deleteStudy: ({ id }: { id: string }) => {
      studies = studies.filter(study => study.id !== id)
      api.tell('study-changed', { run: 'r1', id, study: null })
      return undefined
    },
  })
  const change = (study: StudySummary) => {
    studies = studies.map(each => (each.id === study.id ? study : each))
    api.tell('study-changed', { run: 'r1', id: study.id, study })
  }
  return { api, change }
}

const finished: StudySummary = { ...backtestSummary, run: 'r1', id: 'old' }
const waiting: StudySummary = { ...finished, state: 'waiting', done: 0, finishedAt: null }
const asked = (api: ReturnType<typeof open>['api'], name: string) =>
  api.calls.filter(call => call.name === name).map(({ argument }) => argument)

describe('the frame of a study', () => {
  it('asks, waits, works and ends, and shows what is found on the way', async () => {
    const { api, change } = open([])
    fireEvent.click(await screen.findByRole('button', { name: 'Start it' }))
    await screen.findByText(/Waits for another study, 0 of 2 origins/)
    expect(asked(api, 'startStudy')).toEqual([{ run: 'r1', spec }])
    const running = { ...waiting, id: 'new', state: 'running', done: 1, secondsLeft: 5 } as const
    change(running)
    await screen.findByText(/Working, 1 of 2 origins, about 5 s left/)
    await screen.findByText('3 folds of new')
    // a screen reader hears the state, not the count
    expect(screen.getByRole('status').textContent).toBe('Working.')
    change({ ...running, state: 'finished', done: 2, secondsLeft: null })
    await vi.waitFor(() => expect(screen.getByRole('status').textContent).toBe('Finished.'))
    expect(screen.queryByRole('region', { name: 'Progress' })).toBeNull()
  })

  it('cancels one that works; one that stopped says why, goes on or is deleted', async () => {
    const { api, change } = open([{ ...waiting, state: 'running' }])
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
    await vi.waitFor(() => expect(asked(api, 'cancelStudy')).toEqual([{ id: 'old' }]))
    change({ ...waiting, state: 'failed', reason: 'No engine.' })
    await screen.findByText(/Failed, 0 of 2 origins. No engine./)
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }))
    await vi.waitFor(() => expect(asked(api, 'resumeStudy')).toEqual([{ id: 'old' }]))
    fireEvent.click(screen.getByRole('button', { name: 'Delete' }))
    await vi.waitFor(() => expect(screen.queryByRole('region', { name: 'Progress' })).toBeNull())
  })

  it('leads to earlier ones, and deletes a finished one after a question', async () => {
    const { api } = open([finished, { ...finished, id: 'older', spec: { ...spec, stride: 9 } }])
    await screen.findByText('3 folds of old')
    const list = screen.getByRole('combobox', { name: 'Shown' }) as HTMLSelectElement
    expect(list.options[1]?.text).toContain('stride 9, 4 days ahead, fixed networks')
    fireEvent.change(list, { target: { value: 'older' } })
    await screen.findByText('3 folds of older')
    fireEvent.click(screen.getByRole('button', { name: 'Delete this study' }))
    const question = await screen.findByRole('heading', { name: 'Delete this study?' })
    fireEvent.click(
      within(question.parentElement as HTMLElement).getByRole('button', { name: 'Delete' })
    )
    await screen.findByText('3 folds of old')
    expect(asked(api, 'deleteStudy')).toEqual([{ id: 'older' }])
  })
})
