import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { resultsJson, resultsJsonSchema } from '../../../src/main/report/results-json.ts'
import { makeBundle } from '../../support/bundle.ts'

const kept = readFileSync(new URL('../../../docs/results.schema.json', import.meta.url), 'utf8')

const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
const validate = ajv.compile(JSON.parse(kept))

describe('results.json', () => {
  it('has a schema in docs that is what the contract says today', () => {
    // stale? node --input-type=module -e "import('./src/main/report/results-json.ts').then(m => process.stdout.write(m.resultsJsonSchema()))" > docs/results.schema.json
    expect(kept).toBe(resultsJsonSchema())
  })

  it.each([
    ['tutorial', makeBundle({ epochs: 50 })],
    ['sealed, closed', makeBundle({ protocol: 'sealed', epochs: 50 })],
    ['sealed, open', makeBundle({ protocol: 'sealed', seal: 'open', epochs: 50 })],
    ['in trouble', makeBundle({ broken: 'lstm', epochs: 50 })],
  ])('is valid by an outside validator: %s', (_, bundle) => {
    validate(JSON.parse(resultsJson(bundle.results)))
    expect(validate.errors).toBeNull()
  })

  it('has each column of numbers on a line of its own, and says the same', () => {
    const { results } = makeBundle({ epochs: 50 })
    const column = [0.5, null, -1e-7]
    const days = [1, 2, 3]
    const own = {
      forecast: column,
      hindcast: column,
      meanWidth: column,
      share: column,
      low: column,
    }
    const bands = { ...own, high: column, effective: column, days }
    const forecasters = [
      { name: 'persistence', kind: 'baseline', useless: null, bands: { '80': bands, '95': bands } },
    ] as const
    const measured = {
      ...results,
      headline: 'not a column: [ 1, 2 ]',
      bands: {
        horizon: 3,
        part: 'test' as const,
        first: '2024-01-02',
        last: '2024-05-01',
        warmUp: 39,
        rate: 0.01,
        forecasters: [...forecasters],
      },
    }
    const text = resultsJson(measured)
    expect(text).toContain('"share": [0.5, null, -1e-7],')
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(measured)))
    validate(JSON.parse(text))
    expect(validate.errors).toBeNull()
  })

  it('is refused by the schema when a number is text', () => {
    const results = JSON.parse(resultsJson(makeBundle({ epochs: 50 }).results))
    results.times.totalSeconds = '528'
    expect(validate(results)).toBe(false)
  })
})
