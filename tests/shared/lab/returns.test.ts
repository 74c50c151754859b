import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cumulativeReturns,
  logReturns,
  pricesFromCumulative,
  pricesFromLogReturns,
  simpleReturns,
} from '../../../src/shared/lab/returns.ts'
import { witness } from './series.ts'

const prices = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), {
  minLength: 1,
  maxLength: 50,
})

describe('returns', () => {
  it('begin with r_0 = 0 and CR_0 = 1', () => {
    expect([...simpleReturns([50, 60, 45])]).toEqual([0, 60 / 50 - 1, 45 / 60 - 1])
    expect([...cumulativeReturns([50, 60, 45])]).toEqual([1, 1.2, 1.2 * (1 + (45 / 60 - 1))])
  })

  it('agree with pandas to the bit for CR, and with numpy for log returns', () => {
    expect([...cumulativeReturns(witness.returns.prices)]).toEqual(witness.returns.cumulative)
    logReturns(witness.returns.prices).forEach((r, t) => {
      expect(r).toBeCloseTo(witness.returns.log[t], 14)
    })
  })

  it('go back to the prices they came from', () => {
    fc.assert(
      fc.property(prices, list => {
        const first = list[0]!
        const fromCumulative = pricesFromCumulative(cumulativeReturns(list), first)
        const fromLog = pricesFromLogReturns(logReturns(list), first)
        list.forEach((price, t) => {
          expect(fromCumulative[t]! / price).toBeCloseTo(1, 10)
          expect(fromLog[t]! / price).toBeCloseTo(1, 10)
        })
      })
    )
  })

  it('depend on no later price', () => {
    const changed = [100, 101, 102, 999]
    expect([...cumulativeReturns(changed).subarray(0, 3)]).toEqual([
      ...cumulativeReturns([100, 101, 102]),
    ])
    expect([...logReturns(changed).subarray(0, 2)]).toEqual([...logReturns([100, 101, 102])])
  })
})
