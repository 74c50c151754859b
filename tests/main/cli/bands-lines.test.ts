import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { bandsLines } from '../../../src/main/cli/view/bands-lines.ts'
import { resultLines } from '../../../src/main/cli/view/result-lines.ts'
import type { Run } from '../../../src/main/store/runs.ts'
import { makeBands } from '../../support/bands.ts'
import { makeBundle } from '../../support/bundle.ts'
import { makeFakeTerminal } from './fake-terminal.ts'

const { results } = makeBundle({ epochs: 20, horizon: 10 })
const bands = makeBands(['rnn', 'lstm', 'gru'], 10)
// of a run only what is told of it
const run = {
  id: results.id,
  experiment: results.experiment,
  revision: { series: results.series },
} as unknown as Run

const plain = (line: string) => stripVTControlCharacters(line).replaceAll('\u00a0', ' ')

describe('bands in words', () => {
  const lines = bandsLines({ run, bands }, makeFakeTerminal()).map(plain)

  it('has persistence first, a name and a step once, and measured beside promised', () => {
    const table = lines.slice(1)
    expect(table[0]).toMatch(/^ +ahead +promised +held +95 % interval +worth, days +mean width$/)
    expect(table[1]).toMatch(
      /^Persistence +1 +80 % +78\.0 % +73\.0 to 83\.0 % +100 of 100 +2\.0 %$/
    )
    expect(table[2]).toMatch(/^ +95 % +93\.0 %/)
    expect(lines.filter(line => line.startsWith('GRU'))).toHaveLength(1)
    expect(lines.some(line => /^ +10 +80 % +too few/.test(line))).toBe(true)
  })

  it('says where they come from, and fits 80 columns before that', () => {
    const blank = lines.indexOf('')
    expect(Math.max(...lines.slice(0, blank).map(line => line.length))).toBeLessThanOrEqual(80)
    expect(lines.slice(blank).join(' ')).toContain('the first 39 errors of each step')
  })

  it('are one line of a finished run, and none of a run from before bands', () => {
    const count = (own: typeof results) =>
      resultLines(own, makeFakeTerminal()).filter(line => line.startsWith('Bands meant for')).length
    expect([count({ ...results, bands }), count(results)]).toEqual([1, 0])
  })
})
