import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPackageWithOptions } from '@electron/asar'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findTwins, refuseTwins } from '../../scripts/package/twins.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-twins-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}
const long = (letter: string) => letter.repeat(5000)
const packArchive = async () => {
  const [source, archive] = [join(folder, 'source'), join(folder, 'resources', 'app.asar')]
  await createPackageWithOptions(source, archive, { unpack: '*.so' })
  rmSync(source, { recursive: true })
}

it('finds what lies there twice, outside an archive and in it', async () => {
  put('fonts/a.ttf', long('a'))
  put('source/copy-of-a.ttf', long('a'))
  put('source/lib/one.so', long('b'))
  put('source/other.js', long('c'))
  await packArchive()
  expect(await findTwins(folder)).toEqual([['fonts/a.ttf', 'resources/app.asar/copy-of-a.ttf']])
  await expect(refuseTwins(folder)).rejects.toThrow(
    'fonts/a.ttf = resources/app.asar/copy-of-a.ttf'
  )
})

it('lets links be, and what is small, and what is only as long', async () => {
  put('libtensorflow.so.2', long('a'))
  symlinkSync('libtensorflow.so.2', join(folder, 'libtensorflow.so'))
  put('as-long', long('b'))
  put('one/package.json', '{}')
  put('two/package.json', '{}')
  expect(await findTwins(folder)).toEqual([])
  await refuseTwins(folder)
})

it('counts a file beside the archive once, though the archive notes it too', async () => {
  put('source/lib/one.so', long('b'))
  await packArchive()
  expect(await findTwins(folder)).toEqual([])
})
