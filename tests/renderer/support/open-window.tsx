import { BlueprintProvider } from '@blueprintjs/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect } from 'vitest'
import {
  clearTicks,
  closeSearch,
  useRunList,
} from '../../../src/renderer/src/runs/run-list-state.ts'
import { listenToMain } from '../../../src/renderer/src/state/listen-to-main.ts'
import { makeQueryClient } from '../../../src/renderer/src/state/query-client.ts'
import { useUi } from '../../../src/renderer/src/state/ui.ts'
import { useUndo } from '../../../src/renderer/src/state/undo.ts'
import type { RunSummary } from '../../../src/shared/wire.ts'
import { type FakeApi, fakeApi } from './fake-api.ts'
import { makeApp, makeSeries } from './make-run.ts'

const stops: (() => void)[] = []

afterEach(async () => {
  await waitFor(closeToasts, { timeout: 5000 })
  for (const stop of stops.splice(0)) stop()
  cleanup()
  clearTicks()
  closeSearch()
  useRunList.setState({ onlyStarred: false, renaming: null, noting: null, menu: null })
  useUi.setState({ ...useUi.getInitialState() })
  useUndo.setState({ steps: [] })
})

/** Toasts live beside what is drawn here; their timers must not outlive the page. */
function closeToasts(): void {
  const buttons = document.querySelectorAll('.bp6-toast [aria-label=Close]')
  for (const button of buttons) fireEvent.click(button)
  expect(document.querySelector('.bp6-toast')).toBeNull()
}

export interface OpenWindow extends FakeApi {
  /** The runs as main has them now. */
  readonly runs: () => readonly RunSummary[]
}

/** Draws a part of the window over a main that keeps runs in memory. */
export function openWindow(
  part: ReactNode,
  first: readonly RunSummary[] = [],
  handlers: Parameters<typeof fakeApi>[0] = {}
): OpenWindow {
  let runs = first
  let deleted: readonly RunSummary[] = []
  const change = (id: string, changes: Partial<RunSummary>) => {
    runs = runs.map(run => (run.id === id ? { ...run, ...changes } : run))
    api.tell('runs-changed', { ids: [id] })
  }
  const api = fakeApi({
    readApp: () => makeApp(),
    listRuns: () => runs,
    listSeries: () => [makeSeries()],
    listPresets: () => [],
    savePreferences: () => makeApp().preferences,
    renameRun: ({ id, name }: { id: string; name: string | null }) => change(id, { name }),
    starRun: ({ id, starred }: { id: string; starred: boolean }) => change(id, { starred }),
    noteRun: ({ id, note }: { id: string; note: string }) => change(id, { note }),
    deleteRun: ({ id }: { id: string }) => {
      deleted = [...deleted, ...runs.filter(run => run.id === id)]
      runs = runs.filter(run => run.id !== id)
      api.tell('runs-changed', { ids: [id] })
    },
    restoreRun: ({ id }: { id: string }) => {
      runs = [...runs, ...deleted.filter(run => run.id === id)]
      api.tell('runs-changed', { ids: [id] })
    },
    ...handlers,
  })
  const client = makeQueryClient()
  stops.push(listenToMain(client))
  render(
    <QueryClientProvider client={client}>
      <BlueprintProvider>{part}</BlueprintProvider>
    </QueryClientProvider>
  )
  return { ...api, runs: () => runs }
}
