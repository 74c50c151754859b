import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  arePackagesReady,
  explainNpm,
  installPackages,
  isInstalled,
  packagesKey,
} from '../../scripts/setup/packages.mjs'

let root: string

const write = (path: string, data: object) => writeFileSync(join(root, path), JSON.stringify(data))
const entry = { dependencies: { a: '1.0.0' } }

/** A checkout in which `a` 1.0.0 is wanted and installed, by npm's own list. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hindcast-packages-'))
  mkdirSync(join(root, 'node_modules', 'a'), { recursive: true })
  write('package.json', entry)
  const packages = { 'node_modules/a': { version: '1.0.0' } }
  const other = { version: '2.0.0', optional: true, os: ['elsewhere'] }
  write('package-lock.json', { packages: { '': entry, ...packages, 'node_modules/b': other } })
  write('node_modules/.package-lock.json', { packages })
  write('node_modules/a/package.json', {})
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('isInstalled', () => {
  it("believes npm's own list, optional packages of other platforms aside", () => {
    expect(isInstalled(root)).toBe(true)
  })

  it('does not when npm was interrupted and wrote no list', () => {
    rmSync(join(root, 'node_modules', '.package-lock.json'))
    expect(isInstalled(root)).toBe(false)
  })

  it('does not when a package is of another version or gone', () => {
    write('node_modules/.package-lock.json', {
      packages: { 'node_modules/a': { version: '0.9.0' } },
    })
    expect(isInstalled(root)).toBe(false)
    write('node_modules/.package-lock.json', {
      packages: { 'node_modules/a': { version: '1.0.0' } },
    })
    rmSync(join(root, 'node_modules', 'a'), { recursive: true })
    expect(isInstalled(root)).toBe(false)
  })

  it('does not when package.json asks for what the lockfile does not know', () => {
    write('package.json', { dependencies: { a: '1.0.0', c: '1.0.0' } })
    expect(isInstalled(root)).toBe(false)
  })
})

describe('the stamp of the packages', () => {
  it('is written for packages found installed, and holds until package.json changes', async () => {
    expect(arePackagesReady(root)).toBe(false)
    await installPackages(root)
    expect(arePackagesReady(root)).toBe(true)
    const before = packagesKey(root)
    write('package.json', { ...entry, version: '9.9.9' })
    expect(packagesKey(root)).not.toBe(before)
    expect(arePackagesReady(root)).toBe(false)
  })
})

describe('explainNpm', () => {
  it.each([
    [-1, '', /npm was not found/],
    [1, 'npm error code EAI_AGAIN\nnpm error network request failed', /cannot reach its registry/],
    [1, 'npm error code ENOTFOUND', /cannot reach its registry/],
    [1, 'npm error nospc ENOSPC: no space left', /disk is full/],
    [1, 'npm error code EUSAGE', /do not agree/],
    [1, 'npm error something else', /exit 1.*something else/s],
  ])('turns exit %i of %j into a sentence with a remedy', (code, output, sentence) => {
    const failure = explainNpm(code, output)
    expect(failure.message).toMatch(sentence)
    expect(failure.remedy).toMatch(/start again/)
  })
})
