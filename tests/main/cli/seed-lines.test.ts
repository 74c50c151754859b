import { describe, expect, it } from 'vitest'
import { seedLines } from '../../../src/main/cli/view/seed-lines.ts'
import { makeBundle } from '../../support/bundle.ts'
import { makeSeedsResults } from '../../support/seeds.ts'
import { makeFakeTerminal } from './fake-terminal.ts'

describe('seeds on the command line', () => {
  const found = makeSeedsResults(makeBundle({ days: 120, window: 10 }))
  const lines = seedLines(found, makeFakeTerminal())

  it('are the sentences, then a table with persistence on top', () => {
    expect(lines.slice(0, found.sentences.length)).toEqual(found.sentences)
    const heads = lines.findIndex(line => line.includes('skill'))
    expect(lines[heads + 1]).toMatch(/^\s*\d\s+Persistence\s+0\s/)
    expect(lines.slice(heads + 2, heads + 5).every(line => line.includes(' to '))).toBe(true)
    expect(lines.at(-1)).toBe(found.forecastWords)
  })

  it('name whose ranges overlap', () => {
    const overlapping = found.ranking.filter(({ overlaps }) => overlaps.length > 0)
    expect(lines.filter(line => line.includes('overlap: '))).toHaveLength(overlapping.length)
  })
})
