import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { checkArchive } from '../../scripts/setup/archive.mjs'
import { findLibrary, keepLibrary, makeDraft } from '../../scripts/setup/library.mjs'
import { explainPip, requirement, wheelFor } from '../../scripts/setup/wheel.mjs'

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-library-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function keep(cache: string) {
  const draft = makeDraft(cache)
  mkdirSync(join(draft, 'lib'))
  writeFileSync(join(draft, 'lib', 'libtensorflow.so'), 'as it was')
  return keepLibrary(cache, draft, { origin: 'wheel', version: '1' })
}

/** The same length, a later time. */
function change(folder: string): void {
  const file = join(folder, 'lib', 'libtensorflow.so')
  writeFileSync(file, 'as it is!')
  utimesSync(file, new Date(2050, 1), new Date(2050, 1))
}

it('a library in the cache that was changed, though its size is the same, is none', async () => {
  const cache = temporary()
  const { folder, name } = await keep(cache)
  expect((await findLibrary(cache, name))?.folder).toBe(folder)
  change(folder)
  expect(await findLibrary(cache, name)).toBeUndefined()
})

it('one of before hashes were kept is remembered at its first use, and compared from then on', async () => {
  const cache = temporary()
  const { folder, name } = await keep(cache)
  const file = join(folder, 'library.json')
  const { hashes, ...before } = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify(before))
  expect((await findLibrary(cache, name))?.hashes).toEqual(hashes)
  expect(JSON.parse(readFileSync(file, 'utf8')).hashes).toEqual(hashes)
  change(folder)
  expect(await findLibrary(cache, name)).toBeUndefined()
})

it('an archive that is not the one that was pinned is refused with its hash', async () => {
  const file = join(temporary(), 'lib.tar.gz')
  writeFileSync(file, 'abc')
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  await expect(checkArchive(file, { 'lib.tar.gz': abc })).resolves.toBeUndefined()
  await expect(checkArchive(file, { 'lib.tar.gz': '0'.repeat(64) })).rejects.toThrow(
    `not the file that Hindcast knows (its SHA-256 is ${abc})`
  )
})

it('pip is told which file it is to take, and what it means when it was another', () => {
  const wheel = wheelFor('linux', 'x64')!
  expect(requirement(wheel)).toBe(`tensorflow-cpu==2.21.0 --hash=sha256:${wheel.sha256}\n`)
  const said = 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.'
  expect(explainPip(said, wheel).message).toContain('is not the file that Hindcast knows')
})
