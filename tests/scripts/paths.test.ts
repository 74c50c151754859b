import envPaths from 'env-paths'
import { describe, expect, it } from 'vitest'
import { cacheFolder, dataFolder } from '../../scripts/setup/paths.mjs'
import { dataFolder as storeFolder } from '../../src/main/store/folder.ts'

/** The environment without what a person may have set for Hindcast. */
function plain() {
  const { HINDCAST_CACHE: _cache, HINDCAST_DATA: _data, ...env } = process.env
  return env
}

describe('the folders that set-up writes down', () => {
  it('are those of env-paths', () => {
    const witness = envPaths('hindcast', { suffix: '' })
    expect(cacheFolder(plain())).toBe(witness.cache)
    expect(dataFolder(plain())).toBe(witness.data)
  })

  it('are the ones the store uses', () => {
    expect(dataFolder()).toBe(storeFolder())
  })

  it('follow HINDCAST_CACHE and HINDCAST_DATA', () => {
    expect(cacheFolder({ HINDCAST_CACHE: '/somewhere' })).toMatch(/somewhere$/)
    expect(dataFolder({ HINDCAST_DATA: '/elsewhere' })).toMatch(/elsewhere$/)
  })
})
