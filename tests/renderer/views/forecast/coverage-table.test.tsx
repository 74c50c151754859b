import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { BandChoice } from '../../../../src/renderer/src/views/forecast/band-choice.tsx'
import { CoverageTable } from '../../../../src/renderer/src/views/forecast/coverage-table.tsx'
import { makeBands } from '../../../support/bands.ts'
import { fakeApi } from '../../support/fake-api.ts'

afterEach(cleanup)

const models = [{ name: 'rnn', cell: 'rnn' as const, bestEpoch: null }]
const bands = makeBands(['rnn'], 10)

const open = (shown: string) =>
  render(<CoverageTable models={models} bands={bands} shown={shown} fileName="x-coverage" />)

const rows = () =>
  screen
    .getAllByRole('row')
    .map(row => [...row.children].map(c => (c.textContent ?? '').replaceAll('\u00a0', ' ')))

describe('the table of coverage', () => {
  it('has persistence first, then the chosen forecaster, each promise beside what was measured', () => {
    open('rnn')
    const told = rows()
    expect(told[0]?.join(', ')).toBe(
      'Ahead, Promised, Held, 95 % interval, Worth, days, Mean width'
    )
    expect(told[1]).toEqual(['Persistence'])
    // by hand: one step ahead 2 points less than promised, ± 5 points, 100 days, 0.02 wide
    expect(told[2]).toEqual(['1', '80 %', '78.0 %', '73.0 to 83.0 %', '100 of 100', '2.0 %'])
    expect(told[8]).toEqual(['RNN'])
  })

  it('says “too few” where nothing was measured, and names persistence once', () => {
    open('persistence')
    const told = rows()
    expect(told.filter(([head]) => head === 'Persistence')).toHaveLength(1)
    expect(told.at(-1)).toEqual(['10', '95 %', 'too few', '\u2013', '\u2013', '\u2013'])
  })

  it('saves every forecaster, step and promise', async () => {
    const api = fakeApi({ saveFile: () => ({ path: '/x/y.csv', token: 'a'.repeat(16) }) })
    open('rnn')
    await userEvent.click(screen.getByRole('button', { name: 'Save Coverage as CSV' }))
    await waitFor(() => expect(api.calls).toHaveLength(1))
    const { content } = api.calls[0]!.argument as { readonly content: string }
    const lines = content.trim().split('\n')
    // three forecasters, ten steps, two promises, and the heads
    expect(lines).toHaveLength(61)
    expect(lines[1]).toMatch(/^Persistence,1,0\.8,0\.78,/)
  })
})

describe('the choice of bands', () => {
  it('offers every network, both baselines and none', async () => {
    const onChange = vi.fn()
    render(<BandChoice models={models} value="rnn" onChange={onChange} />)
    const names = screen.getAllByRole('option').map(option => option.textContent)
    expect(names).toEqual(['Bands of RNN', 'Bands of persistence', 'Bands of drift', 'No bands'])
    await userEvent.selectOptions(screen.getByLabelText('Bands of'), 'Bands of drift')
    expect(onChange).toHaveBeenCalledWith('drift')
  })
})
