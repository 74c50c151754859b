import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeQueryClient } from '../../../../src/renderer/src/state/query-client.ts'
import { DiaryPanel } from '../../../../src/renderer/src/views/lab/diary/diary-panel.tsx'
import { checkChain } from '../../../../src/shared/lab/diary-chain.ts'
import { scoreEntry, scoreTogether } from '../../../../src/shared/lab/diary-score.ts'
import type { Diary, DiaryEntry } from '../../../../src/shared/lab-wire.ts'
import type { RunDetail } from '../../../../src/shared/wire.ts'
import { makeForecast, weekdaysFrom } from '../../../shared/lab/some-forecasts.ts'
import { fakeApi } from '../../support/fake-api.ts'
import { makeRun } from '../../support/make-run.ts'

vi.mock('../../../../src/renderer/src/charts/chart.tsx', () => ({
  Chart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}))

afterEach(cleanup)

const now = { dates: weekdaysFrom('2024-04-29', 8), prices: [96, 97, 98, 99, 100, 102, 104, 90] }

const entryOf = (number: number, changes: Parameters<typeof makeForecast>[0]): DiaryEntry => {
  const frozen = makeForecast({ number, ...changes })
  return {
    number,
    hash: `${number}`.repeat(64),
    isSound: true,
    frozen,
    score: scoreEntry(frozen, now),
  }
}

function diaryOf(entries: readonly DiaryEntry[], changes: Partial<Diary> = {}): Diary {
  const rows = entries.map(({ number, hash }) => ({
    position: number,
    number,
    previous: '',
    hash,
    recomputed: hash,
  }))
  const hashes = entries.map(({ hash }) => hash)
  return {
    symbol: 'TEST',
    source: 'yahoo',
    chain: checkChain(rows, { hashes, everHeld: rows.length }),
    entries,
    notes: [],
    running: scoreTogether(entries),
    ...changes,
  }
}

const run = { summary: makeRun({ id: 'mine' }), revision: { id: 4 } } as unknown as RunDetail

function open(diary: Diary) {
  const api = fakeApi({ readDiary: () => diary, freezeForecast: () => diary.entries[0] })
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <DiaryPanel run={run} />
    </QueryClientProvider>
  )
  return api
}

describe('the diary panel', () => {
  it('offers to freeze where the run has no entry, and says that nothing is frozen', async () => {
    const { calls } = open(diaryOf([]))
    expect((await screen.findByRole('status', { name: 'Chain' })).textContent).toContain(
      'Nothing is frozen yet.'
    )
    fireEvent.click(screen.getByRole('button', { name: 'Freeze this forecast' }))
    await waitFor(() =>
      expect(calls).toContainEqual({ name: 'freezeForecast', argument: { id: 'mine' } })
    )
  })

  it('lists entries with persistence first, the run’s own shown, another one when chosen', async () => {
    open(diaryOf([entryOf(1, { run: 'mine' }), entryOf(2, { run: 'other', quickLook: true })]))
    const list = await screen.findByRole('region', { name: 'Frozen forecasts' })
    const table = within(list).getByRole('table')
    const cells = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => row.textContent ?? '')
    expect(cells[0]).toMatch(/2 frozen .*run other.*3 of 5 days have come.*quick look/)
    expect(cells[0]).toMatch(/Persistence\$6\.320/)
    expect(cells[3]).toMatch(/LSTM\$7\.62−45\.0\s%2 of 3–$/)
    expect(screen.queryByRole('button', { name: 'Freeze this forecast' })).toBeNull()
    expect(screen.getByRole('region', { name: 'Entry 1' })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Show entry 2' }))
    expect(screen.getByRole('region', { name: 'Entry 2' })).toBeTruthy()
    expect(screen.getByText(/2 forecasts with 6 days.*too few to say anything/)).toBeTruthy()
  })

  it('names what was changed, and does not call it frozen', async () => {
    const entry = { ...entryOf(1, { run: 'mine' }), isSound: false }
    const sound = diaryOf([entry])
    const chain = { ...sound.chain, state: 'broken', faults: [{ kind: 'changed', number: 1 }] }
    open({ ...sound, chain: chain as Diary['chain'], running: scoreTogether([]) })
    expect((await screen.findByRole('status', { name: 'Chain' })).textContent).toContain(
      'Entry 1 of 1 was changed after being frozen.'
    )
    expect(screen.getByText('✗ not as frozen')).toBeTruthy()
    expect(screen.getByText('No day that was foretold has come yet.')).toBeTruthy()
  })

  it('says which days were known, and what a split did', async () => {
    const frozen = makeForecast({ run: 'mine', knownTo: '2024-05-07' })
    const split = { ...now, prices: now.prices.map(price => price / 4) }
    const entry = { ...entryOf(1, {}), frozen, score: scoreEntry(frozen, split) }
    open(diaryOf([entry]))
    const shown = await screen.findByRole('region', { name: 'Entry 1' })
    expect(shown.textContent).toMatch(
      /Prices to .*7.* could be known then, so 2 days prove nothing/
    )
    expect(shown.textContent).toContain('rescaled since by a factor of 0.25')
    expect(screen.getByText(/1 of 5 days have come, 2 known before/)).toBeTruthy()
  })

  it('notes of Hindcast’s own stand with the chain', async () => {
    const text = 'A backup was restored through Hindcast.'
    const note = { kind: 'note', number: 1, frozenAt: '2024-05-02T10:00:00.000Z', text } as const
    open(diaryOf([], { notes: [note] }))
    expect((await screen.findByRole('status', { name: 'Chain' })).textContent).toContain(text)
  })
})
