import { cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { MeasuresPanel } from '../../../../src/renderer/src/views/results/measures-panel.tsx'
import type { Results } from '../../../../src/shared/results.ts'
import { fakeApi } from '../../support/fake-api.ts'
import { sealedResults, someModels, someResults } from './some-results.ts'

afterEach(cleanup)

const open = (
  results: Results = someResults,
  isWide = true,
  onCopy: (model: string) => void = () => {}
) => {
  const api = fakeApi({ saveFile: () => ({ path: '/x/y.csv', token: 'a'.repeat(16) }) })
  render(
    <MeasuresPanel
      seeds={null}
      results={results}
      models={someModels}
      fileName="random-walk-aaaaaa"
      isWide={isWide}
      onWide={() => {}}
      onCopy={onCopy}
    />
  )
  return api
}

const names = () => screen.getAllByRole('rowheader').map(header => header.textContent?.trim() ?? '')

describe('the table of measures', () => {
  it('keeps persistence on top whatever it is sorted by, either way', async () => {
    open()
    const buttons = within(screen.getByRole('table')).getAllByRole('button')
    expect(buttons.length).toBeGreaterThan(8)
    const orders = new Set<string>()
    for (const button of buttons) {
      for (let press = 0; press < 3; press++) {
        await userEvent.click(button)
        expect(names()[0]).toBe('Persistence')
        orders.add(names().join())
      }
    }
    expect(orders.size).toBeGreaterThan(1)
  })

  it('sorts the rest, says so, and turns round when pressed again', async () => {
    open()
    const head = screen.getByRole('button', { name: /^MSE/ })
    await userEvent.click(head)
    expect(names()).toEqual(['Persistence', 'LSTM', 'Drift', 'RNN'])
    expect(screen.getByRole('columnheader', { name: /^MSE/ }).ariaSort).toBe('ascending')
    await userEvent.click(head)
    expect(names()).toEqual(['Persistence', 'RNN', 'Drift', 'LSTM'])
  })

  it('leaves what has no number at the end either way', async () => {
    open()
    const head = screen.getByRole('button', { name: 'DM p' })
    for (let press = 0; press < 2; press++) {
      await userEvent.click(head)
      expect(names().at(-1)).toBe('Drift')
    }
  })

  it('says a dash where a measure does not exist, and which network copies yesterday', () => {
    open()
    const [persistence, , rnn, lstm] = screen.getAllByRole('row').slice(1)
    expect(within(persistence!).getAllByText('–')).toHaveLength(5) // direction, both p, both correlations
    expect(rnn!.textContent).toContain('repeats yesterday')
    expect(lstm!.textContent).not.toContain('repeats yesterday')
    expect(persistence!.textContent).not.toContain('repeats yesterday')
  })

  it('leads from the flag to the shifted prediction', async () => {
    const shown: string[] = []
    open(someResults, false, model => shown.push(model))
    await userEvent.click(
      screen.getByRole('button', { name: 'RNN repeats yesterday: show it shifted by a day' })
    )
    expect(shown).toEqual(['rnn'])
  })

  it('offers no part that is closed', () => {
    open(sealedResults)
    const parts = screen.getAllByRole('radio').map(radio => (radio as HTMLInputElement).value)
    expect(parts).toEqual(['train', 'validation'])
    expect(screen.getByRole('heading').textContent).toBe('Validation measures')
  })

  it('saves every column of every row at full precision', async () => {
    const api = open(someResults, false)
    await userEvent.click(screen.getByRole('button', { name: 'Save measures as CSV' }))
    const saved = api.calls.find(call => call.name === 'saveFile')?.argument as {
      name: string
      content: string
    }
    expect(saved.name).toBe('random-walk-aaaaaa-measures-test.csv')
    const [head, first, ...rest] = saved.content.trim().split(/\r?\n/)
    expect(head).toContain('mse,mseOverBatches,rmse,mae')
    expect(first).toMatch(/^Persistence,0\.0004,/)
    expect(rest).toHaveLength(3)
  })
})
