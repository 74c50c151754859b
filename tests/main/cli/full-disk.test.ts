import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { canMountDisk, runOnSmallDisk } from '../../support/small-disk.ts'

const script = fileURLToPath(new URL('./full-disk.ts', import.meta.url))

it.skipIf(!canMountDisk())(
  'a disk that fills up while a run trains is told with the run and how to go on, and it goes on',
  async () => {
    const place = mkdtempSync(join(tmpdir(), 'hindcast-full-'))
    onTestFinished(() => rmSync(place, { recursive: true, force: true }))
    const { out, err } = await runOnSmallDisk(script, place, 24e6)
    expect(err).toBe('')
    const said = JSON.parse(out)
    expect(said.err).toBe(
      `Run ${said.id} stopped. The disk with ${join(place, 'data')} is full. Free some space and try again; what is stored is safe. Its last checkpoint is kept: then go on with hindcast resume ${said.id}.\n`
    )
    expect(said.code).toBe(1)
    expect(said.resumedErr).toBe('')
    expect(said.resumed).toBe(0)
  }
)
