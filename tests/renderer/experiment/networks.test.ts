import { expect, it } from 'vitest'
import {
  makeNetwork,
  networkRows,
  sortNetworks,
} from '../../../src/renderer/src/experiment/networks.ts'
import { tutorialPreset } from '../../../src/shared/presets.ts'

const [rnn, lstm, gru] = tutorialPreset.models
if (!rnn || !lstm || !gru) throw new Error('the tutorial has three networks')

it('lists the three usual networks, ticked or not, and every other', () => {
  const wide = { ...lstm, name: 'lstm-wide', hidden: 64 }
  const rows = networkRows([gru, wide], [])
  expect(rows.map(({ network, index }) => [network.name, index])).toEqual([
    ['rnn', null],
    ['lstm', null],
    ['lstm-wide', 1],
    ['gru', 0],
  ])
})

it('shows an unticked network with the sizes it had', () => {
  const rows = networkRows([rnn], [{ ...gru, hidden: 99 }])
  expect(rows.find(({ network }) => network.name === 'gru')?.network.hidden).toBe(99)
})

it('sorts by cell, the plain name first, then by number', () => {
  const names = sortNetworks([
    gru,
    { ...lstm, name: 'lstm-10' },
    { ...lstm, name: 'lstm-2' },
    lstm,
    rnn,
  ]).map(({ name }) => name)
  expect(names).toEqual(['rnn', 'lstm', 'lstm-2', 'lstm-10', 'gru'])
})

it('adds a network like the first of its cell under the first free name', () => {
  const on = [rnn, { ...lstm, hidden: 48 }, { ...lstm, name: 'lstm-2' }]
  expect(makeNetwork('lstm', networkRows(on, []))).toEqual({ ...lstm, hidden: 48, name: 'lstm-3' })
})
