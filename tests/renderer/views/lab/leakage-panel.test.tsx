import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { LeakagePanel } from '../../../../src/renderer/src/views/lab/leakage/leakage-panel.tsx'
import type { LeakageMap, LeakageStage } from '../../../../src/shared/lab-wire.ts'
import type { RunDetail } from '../../../../src/shared/wire.ts'
import { makeRun } from '../../support/make-run.ts'
import { openWindow } from '../../support/open-window.tsx'

vi.mock('../../../../src/renderer/src/charts/chart.tsx', () => ({
  Chart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}))

const dates = Array.from({ length: 20 }, (_, i) => `2024-01-${String(i + 1).padStart(2, '0')}`)
const stage = (id: LeakageStage['id'], name: string, end: number): LeakageStage => ({
  id,
  name,
  about: 'something',
  rows: [{ start: 0, end }],
  first: dates[0]!,
  last: dates[end - 1]!,
  count: end,
  limit: '2024-01-12',
  reach: null,
})
const clean: LeakageMap = {
  run: 'run1',
  protocol: 'sealed',
  testOpen: true,
  dates,
  split: [{ part: 'train', count: 9, first: dates[3]!, last: dates[11]! }],
  stages: [stage('scaler', 'Scaler', 12), stage('verdict', 'Verdict', 12)],
  violations: [],
  sentence: 'written by main',
}
const leaky: LeakageMap = {
  ...clean,
  stages: [stage('scaler', 'Scaler', 15), stage('verdict', 'Verdict', 12)],
  violations: [
    {
      stage: 'scaler',
      how: 'read',
      first: '2024-01-13',
      last: '2024-01-15',
      limit: '2024-01-12',
      sentence: 'written by main',
    },
  ],
}

const run = { summary: makeRun({ id: 'run1' }) } as RunDetail

const open = (map: LeakageMap) =>
  openWindow(<LeakagePanel run={run} />, [], {
    readLeakage: () => map,
    saveCertificate: () => ({ path: '/x/certificate.json', token: 'a'.repeat(32) }),
  })

describe('the leakage panel', () => {
  it('says that nothing saw too much, and lists every stage with its limit', async () => {
    open(clean)
    await screen.findByText('No stage read a day that it may not see.')
    const rows = within(screen.getByRole('region', { name: 'Stages' }))
      .getAllByRole('row')
      .slice(1)
    expect(rows.map(row => row.textContent)).toEqual([
      'Scalersomething12Jan 1, 2024Jan 12, 2024Jan 12, 2024no change',
      'Verdictsomething12Jan 1, 2024Jan 12, 2024Jan 12, 2024no change',
    ])
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('tells what saw too much, in words and at its row', async () => {
    open(leaky)
    await screen.findByText('Something saw days it may not see: Scaler.')
    expect(screen.getByRole('alert').textContent).toContain(
      'Scaler: it read days up to Jan 15, 2024, and may see none after Jan 12, 2024.'
    )
    expect(screen.getAllByText('⚠ saw too much')).toHaveLength(1)
  })

  it('saves the certificate of its run', async () => {
    const { calls } = open(clean)
    fireEvent.click(await screen.findByRole('button', { name: 'Save the certificate' }))
    expect(calls.find(({ name }) => name === 'saveCertificate')?.argument).toEqual({ id: 'run1' })
  })
})
