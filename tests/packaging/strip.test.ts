import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readElf } from '../../scripts/package/elf.mjs'
import { stripAll } from '../../scripts/package/strip.mjs'
import { findProgram } from '../../scripts/setup/find-program.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'

const addon = join(ROOT, 'node_modules', 'better-sqlite3', 'prebuilds', 'linux-x64.node')
const isHere = process.platform === 'linux' && process.arch === 'x64'

/** In a process of its own: a damaged library ends it. */
const loads = (file: string) =>
  spawnSync(process.execPath, [
    '-e',
    `new (require(${JSON.stringify(join(ROOT, 'node_modules/better-sqlite3'))}))(':memory:', { nativeBinding: ${JSON.stringify(file)} }).exec('select 1')`,
  ]).status === 0

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-strip-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it.skipIf(!findProgram('strip') || !isHere)(
  'takes out what only a debugger reads, and leaves the original of a hard link alone',
  () => {
    const [original, packed] = [join(folder, 'cached.node'), join(folder, 'packed', 'addon.node')]
    copyFileSync(addon, original)
    mkdirSync(join(folder, 'packed'))
    linkSync(original, packed) // as electron-builder does where it can
    writeFileSync(join(folder, 'packed', 'notes.txt'), 'no library')
    const before = { ...readElf(original), size: statSync(original).size }
    const saved = stripAll(join(folder, 'packed'))
    expect(saved).toBeGreaterThan(100_000)
    expect(statSync(packed).size).toBe(before.size - saved)
    expect(statSync(packed).mode).toBe(statSync(original).mode)
    const { needed, versions } = readElf(packed) ?? {}
    expect({ needed, versions }).toEqual({ needed: before.needed, versions: before.versions })
    expect(statSync(original).size).toBe(before.size)
    expect(loads(packed)).toBe(true)
    expect(readFileSync(join(folder, 'packed', 'notes.txt'), 'utf8')).toBe('no library')
  }
)

it('goes on without strip, and with libraries as they are', () => {
  copyFileSync(addon, join(folder, 'addon.node'))
  expect(stripAll(folder, { strip: undefined })).toBe(0)
  expect(statSync(join(folder, 'addon.node')).size).toBe(statSync(addon).size)
})
