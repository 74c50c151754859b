import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { brokenSizes, sizeTable } from '../../../../src/main/studies/controls/size/size.ts'
import type { SizeRow } from '../../../../src/shared/lab/size-control.ts'

const row = (facts: Partial<SizeRow>): SizeRow => ({
  n: 181,
  h: 20,
  process: 'iid',
  test: 'horizon',
  share: 0.05,
  verdicts: 2000,
  ...facts,
})

describe('the promise of the tests’ size', () => {
  it('holds up to 6.5 %, and breaks above', () => {
    expect(brokenSizes([row({ share: 0.065 }), row({ share: null })])).toEqual([])
    expect(brokenSizes([row({ share: 0.131 })])).toEqual([expect.stringContaining('13.1 %')])
  })

  it('has a line for each number of origins, and says where there is no verdict', () => {
    const { head, rows } = sizeTable([row({ h: 1 }), row({ h: 30, share: null })])
    expect(head).toEqual(['Test', 'Differences', 'Origins', 'h = 1', 'h = 30'])
    expect(rows).toEqual([['horizon', 'iid', '181', '0.050', 'too few']])
  })

  it('refuses a control that there is not, by name', () => {
    const main = join(import.meta.dirname, '../../../../src/main/studies/controls/main.ts')
    const ask = () => execFileSync(process.execPath, [main, 'sizes'], { encoding: 'utf8' })
    expect(ask).toThrow(/There is verdicts, size/)
  })
})
