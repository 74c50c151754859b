import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { refuseTarget } from '../../../src/main/files/write-target.ts'
import { temporaryFolder } from '../store/fixtures.ts'

/** A data folder, a place beside it, and names that lead from there into the data. */
function prepare() {
  const folder = temporaryFolder()
  const data = join(folder, 'data')
  const beside = join(folder, 'data-2')
  for (const each of [data, beside, join(data, 'logs')]) mkdirSync(each)
  writeFileSync(join(data, 'hindcast.sqlite'), 'the live one')
  symlinkSync(data, join(beside, 'link'))
  symlinkSync(join(data, 'hindcast.sqlite'), join(beside, 'chart.svg'))
  symlinkSync(join(data, 'logs'), join(beside, 'deep'))
  return { data, beside }
}

describe('a place to write to', () => {
  it.each([
    ['the database', 'data/hindcast.sqlite'],
    ['the lock', 'data/hindcast.lock'],
    ['the folder itself', 'data'],
    ['a new folder in it', 'data/reports/new'],
    ['a way with dots', 'data-2/../data/a.svg'],
    ['a link to the folder', 'data-2/link/a.svg'],
    ['a link to a folder in it', 'data-2/deep/new/a.svg'],
    ['a link to the database', 'data-2/chart.svg'],
  ])('is refused where the data lie: %s', (_, way) => {
    const { data } = prepare()
    const path = join(data, '..', way)
    expect(refuseTarget(data, path)).toEqual({
      kind: 'cannot-write',
      path,
      reason: 'Hindcast keeps its data there',
    })
  })

  it('is good beside the data, however alike its name is', () => {
    const { data, beside } = prepare()
    for (const path of [beside, join(beside, 'a.svg'), join(data, '..', 'a.svg'), '/nowhere/a'])
      expect(refuseTarget(data, path)).toBeNull()
  })

  it('goes by the folder, not by its name: data that are reached by a link themselves', () => {
    const { data, beside } = prepare()
    expect(refuseTarget(join(beside, 'link'), join(data, 'a.svg'))).not.toBeNull()
  })
})
