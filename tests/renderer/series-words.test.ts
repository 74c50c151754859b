import { describe, expect, it } from 'vitest'
import { controlOf, fileTitleOf, sourceOf, titleOf } from '../../src/renderer/src/series-words.ts'

const yahoo = { symbol: 'NFLX', source: 'yahoo' } as const
const csv = { symbol: 'wells', source: 'csv' } as const
const walk = { symbol: 'random-walk', source: 'simulated' } as const
const other = { symbol: 'momentum-8', source: 'simulated' } as const

it('calls a series by its symbol, and a sample by its name and a seed of its own', () => {
  expect([yahoo, csv, walk, other].map(titleOf)).toEqual([
    'NFLX',
    'wells',
    'Random walk',
    'Momentum 8',
  ])
})

it('does not take a file that is named like a sample for one', () => {
  const file = { symbol: 'momentum', source: 'csv' } as const
  expect([titleOf(file), controlOf(file), sourceOf(file)]).toEqual(['momentum', null, 'CSV file'])
})

describe('simulated data', () => {
  it('is said to be so where it comes from, with its seed', () => {
    expect([walk, other].map(one => sourceOf(one))).toEqual([
      'Simulated, seed 7',
      'Simulated, seed 8',
    ])
    expect([sourceOf(yahoo), sourceOf(csv, 'wells.csv')]).toEqual(['Yahoo', 'wells.csv'])
  })

  it('is said to be so over every picture that leaves the program', () => {
    expect(fileTitleOf(walk, 'Prices')).toBe('Random walk (simulated): Prices')
    expect(fileTitleOf(yahoo, 'Prices')).toBe('NFLX: Prices')
  })

  it('says which control of the lab it is; real prices are none', () => {
    expect(controlOf(walk)).toMatch(/negative control/)
    expect(controlOf(other)).toMatch(/positive control/)
    expect(controlOf(yahoo)).toBeNull()
  })
})
