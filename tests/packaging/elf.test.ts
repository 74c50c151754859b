import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isProgram, readElf } from '../../scripts/package/elf.mjs'
import { findProgram } from '../../scripts/setup/find-program.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'

const prebuilds = join(ROOT, 'node_modules', 'better-sqlite3', 'prebuilds')
const addon = join(prebuilds, 'linux-x64.node')

const readelf = (option: string, file: string) =>
  spawnSync('readelf', ['-W', option, file], { encoding: 'utf8', maxBuffer: 1e8 }).stdout

describe.skipIf(!findProgram('readelf'))('readElf, with readelf as its witness', () => {
  it.each(['linux-x64.node', 'linux-arm64.node'])('finds what %s is linked with', name => {
    const file = join(prebuilds, name)
    const needed = [...readelf('-d', file).matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(
      ([, so]) => `${so}`
    )
    const versions = [...readelf('-V', file).matchAll(/Name: (\S+)\s+Flags/g)].map(
      ([, its]) => `${its}`
    )
    expect(needed).toContain('libc.so.6')
    expect(versions.length).toBeGreaterThan(2)
    const read = readElf(file)
    expect(read?.needed).toEqual(needed)
    expect(read?.versions.toSorted()).toEqual(versions.toSorted())
  })
})

it('tells programs from libraries, and both from anything else', () => {
  expect(readElf(addon)?.isProgram).toBe(false)
  expect(isProgram(addon)).toBe(false)
  expect(isProgram(join(ROOT, '.ci', 'run'))).toBe(true) // a script
  expect(readElf(join(prebuilds, 'darwin-x64.node'))).toBeUndefined()
  expect(isProgram(join(ROOT, 'package.json'))).toBe(false)
})

it.runIf(process.platform === 'linux')('knows the Node that runs it for a program', () => {
  expect(isProgram(process.execPath)).toBe(true)
})
