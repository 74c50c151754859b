import { describe, expect, it } from 'vitest'
import { leakageSection } from '../../../src/main/report/lab/leakage.ts'
import { makeBundle } from '../../support/bundle.ts'

const words = (bundle: ReturnType<typeof makeBundle>) =>
  leakageSection(bundle)!
    .words.map(({ text }) => text)
    .join('\n')

describe('the report on leakage', () => {
  it('says that nothing saw too much, and who read a closed test part', () => {
    const text = words(makeBundle({ protocol: 'sealed' }))
    expect(text).toContain('No stage read a day that it may not see.')
    expect(text).toContain('second training')
  })

  it('has a row for each stage, in the page and as CSV', () => {
    const { files, tables, figures } = leakageSection(makeBundle())!
    const rows = files['leakage.csv']!.trim().split(/\r?\n/)
    expect(rows[0]).toBe('stage,what for,days,first,last,may see up to,later days altered')
    expect(rows.slice(1).map(row => row.split(',')[0]!.replaceAll('"', ''))).toContain('Measures')
    expect(tables[0]?.text.match(/<tr>/g)?.length).toBe(rows.length)
    expect(figures.map(({ name }) => name)).toEqual(['leakage'])
    expect(figures[0]?.description).toMatch(/^Which of 800 days each stage read\./)
  })

  it('is left out where the bars make no experiment', () => {
    const { series, ...bundle } = makeBundle()
    const short = { ...series, dates: series.dates.slice(0, 20), price: series.price.slice(0, 20) }
    expect(leakageSection({ ...bundle, series: short })).toBeNull()
  })
})
