import { describe, expect, it } from 'vitest'
import { makeRunFiles } from '../../../../src/main/report/files.ts'
import { makeBundle } from '../../../support/bundle.ts'
import { placeboSummary, somePlacebo } from '../../../support/some-placebo.ts'

const bundle = (studies: ReturnType<typeof makeBundle>['lab']['studies']) => {
  const made = makeBundle({ days: 120 })
  return { ...made, lab: { ...made.lab, studies } }
}
const filesOf = (made: ReturnType<typeof makeBundle>) =>
  new Map([...makeRunFiles(made)].map(([path, text]) => [path, String(text)]))

describe('a placebo in the report', () => {
  const files = filesOf(bundle([{ summary: placeboSummary, results: somePlacebo }]))

  it('is a sentence, a picture of each network and a table with persistence first', () => {
    const text = files.get('report.html')?.replace(/<script[\s\S]*?<\/script>/g, '') ?? ''
    const section = /<section class="panel" id="placebo"[\s\S]*?<\/section>/.exec(text)?.[0] ?? ''
    expect(section).toContain('LSTM: of 39 shuffled copies, none did at least as well')
    expect(section.match(/<svg/g)).toHaveLength(2)
    const cells = [...section.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell)
    expect(cells.slice(0, 5)).toEqual(['Persistence', '0', '–', '–', '–'])
    expect(cells.slice(5, 7)).toEqual(['RNN', '+6.5\u00a0%'])
    expect(files.has('charts/placebo-rnn.svg') && files.has('charts/placebo-lstm.png')).toBe(true)
  })

  it('leaves every copy’s skill in a CSV file, the real series first, persistence at 0', () => {
    const rows = files.get('lab/placebo.csv')?.trim().split('\n') ?? []
    expect(rows.slice(0, 3)).toEqual([
      'copy,seed,persistence,rnn,lstm',
      'real,,0,0.065,0.2',
      '1,1000,0,-0.2,-0.25',
    ])
    expect(rows).toHaveLength(41)
    expect(files.get('lab/placebo-networks.csv')).toContain('rnn,test,116,0.065,12,39,0.325,0.325')
  })

  it('has no section where nobody asked', () => {
    const without = filesOf(bundle([]))
    expect(without.get('report.html')).not.toContain('id="placebo"')
    expect(without.has('lab/placebo.csv')).toBe(false)
  })
})
