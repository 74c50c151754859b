import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeSums } from '../../scripts/package/sums.mjs'
import { findProgram } from '../../scripts/setup/find-program.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-sums-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, text: string) => writeFileSync(join(folder, name), text)

it('sums up what people download, by name', async () => {
  put('b.exe', 'abc')
  put('a.deb', '')
  put('builder-debug.yml', 'not for people')
  // FIPS 180-4: the sums of "abc" and of nothing
  expect(await writeSums(folder)).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.deb\n' +
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.exe\n'
  )
})

it.skipIf(!findProgram('sha256sum'))('writes it as sha256sum reads it', async () => {
  put('Hindcast 1.AppImage', 'abc')
  put('a.cdx.json', '{}')
  await writeSums(folder)
  const check = () => spawnSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder }).status
  expect(check()).toBe(0)
  put('a.cdx.json', '{ }')
  expect(check()).not.toBe(0)
})

it('says so where there is nothing to sum up', async () => {
  await expect(writeSums(folder)).rejects.toThrow('There are no installers')
})
