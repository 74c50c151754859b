import { describe, expect, it } from 'vitest'
import { makeRunFiles } from '../../../../src/main/report/files.ts'
import { makeBundle } from '../../../support/bundle.ts'
import { makeSeedsResults, seedsSummary } from '../../../support/seeds.ts'

const plain = makeBundle({ days: 120 })
const found = makeSeedsResults(plain)
const bundle = {
  ...plain,
  lab: { ...plain.lab, studies: [{ summary: seedsSummary(plain.results.id), results: found }] },
}
const files = new Map([...makeRunFiles(bundle)].map(([path, text]) => [path, String(text)]))
const rowsOf = (path: string) => (files.get(path)?.trim() ?? '').split('\n')

describe('seeds in the report', () => {
  const text = files.get('report.html')?.replace(/<script[\s\S]*?<\/script>/g, '') ?? ''
  const section = /<section class="panel" id="seeds"[\s\S]*?<\/section>/.exec(text)?.[0] ?? ''

  it('are sentences, a ranking with persistence first, and a picture of each chart', () => {
    for (const sentence of found.sentences) expect(section).toContain(sentence.slice(0, 40))
    const names = [...section.matchAll(/<th scope="row">.*?<\/svg>([^<]+)<\/th>/g)]
    expect(names.map(([, name]) => name)).toEqual([
      'Persistence',
      ...found.ranking.filter(r => r.name !== 'persistence').map(r => r.name.toUpperCase()),
    ])
    // skill by seed, loss, skill by epoch, three fits, hindcast, forecast
    expect(section.match(/<figure>/g)).toHaveLength(8)
    expect(section).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('leave every seed in lab/seeds.csv, persistence first', () => {
    const [head, base, ...rows] = rowsOf('lab/seeds.csv')
    expect(head).toMatch(/^seed,forecast,skill,mse/)
    expect(base).toMatch(/^,Persistence,0,0\.0/)
    expect(rows).toHaveLength(3 * 3)
  })

  it('leave median and range of every measure, curve and path beside it', () => {
    const [head, base] = rowsOf('lab/seeds-ranges.csv')
    expect(head).toContain('skill,skillLow,skillHigh')
    expect(base).toMatch(/^persistence,train/)
    expect(rowsOf('lab/seeds-predictions.csv')).toHaveLength(plain.predictions.dates.length + 1)
    for (const name of ['losses', 'predictions', 'hindcast', 'forecast']) {
      const [columns = ''] = rowsOf(`lab/seeds-${name}.csv`)
      expect(columns).toMatch(/Persistence.*median.*lowest.*highest/)
    }
    expect(files.has('charts/seeds-loss.svg') && files.has('charts/seeds-fit-gru.png')).toBe(true)
  })
})
