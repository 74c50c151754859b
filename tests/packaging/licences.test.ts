import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packageFolder, writeLicences } from '../../scripts/package/licences.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-licences-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function makePackage(name: string, files: Record<string, string>): string {
  const all = {
    'package.json': JSON.stringify({ name, version: '1.0.0', license: 'MIT' }),
    ...files,
  }
  for (const [file, text] of Object.entries(all)) {
    const path = join(folder, name, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  return join(folder, name)
}

describe('packageFolder', () => {
  it.each([
    ['/a/node_modules/zod/v4/index.js', '/a/node_modules/zod'],
    ['\0/a/node_modules/@stdlib/x/lib/main.js?commonjs', '/a/node_modules/@stdlib/x'],
    ['/a/node_modules/b/node_modules/c/i.js', '/a/node_modules/b/node_modules/c'],
    ['/a/src/main/app/index.ts', undefined],
    ['\0vite/preload-helper.js', undefined],
  ])('of %j', (id, expected) => expect(packageFolder(id)).toBe(expected))
})

describe('writeLicences', () => {
  it('says every licence once, under the names of all who share it', () => {
    const text = writeLicences([
      makePackage('two', { LICENSE: 'Be kind.' }),
      makePackage('one', { 'LICENSE.md': 'Be kind.\n' }),
      makePackage('other', { 'license.txt': 'Be careful.', NOTICE: 'With thanks.' }),
      makePackage('nested', { 'licenses/LICENSE-d3': 'Be brief.' }),
    ])
    expect(text.split(/\n-{80}\n\n/)).toEqual([
      'nested 1.0.0\n\nBe brief.\n',
      'one 1.0.0\ntwo 1.0.0\n\nBe kind.\n',
      'other 1.0.0\n\nWith thanks.\n\nBe careful.\n',
    ])
  })

  it('names the licence of a package without a file', () => {
    expect(writeLicences([makePackage('bare', {})])).toBe('bare 1.0.0\n\nLicence: MIT\n')
  })
})
