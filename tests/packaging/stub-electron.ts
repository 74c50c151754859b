import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What `@electron/fuses` looks for in the executable: this, a version, a count, a byte a fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuses = '101100011' // as Electron 45 ships them

/** A folder that electron-builder takes for a Linux Electron: its files, and fuses to flip. */
export function makeStubElectron(folder: string, version: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  const wire = Buffer.from([1, fuses.length])
  const executable = Buffer.concat([
    Buffer.from('#!/bin/sh\nexit 0\n'),
    Buffer.from(sentinel),
    wire,
    Buffer.from(fuses),
    Buffer.alloc(16),
  ])
  writeFileSync(join(folder, 'electron'), executable, { mode: 0o755 })
  writeFileSync(join(folder, 'version'), version)
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(folder, name), name)
  for (const name of ['en-US', 'de', 'fr'])
    writeFileSync(join(folder, 'locales', `${name}.pak`), name)
}
