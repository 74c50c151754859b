import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { SetupFailure } from '../../scripts/setup/failure.mjs'
import { readReady, writeReady } from '../../scripts/setup/ready.mjs'
import { requireEngine, tryEngine } from '../../scripts/setup/try-engine.mjs'

let folder: string
let said: MockInstance
const node = { path: process.execPath, home: '/', version: '24.0.0', origin: 'running' as const }
const engine = { version: '2.21.0', origin: 'wheel' as const, folder: '/engine' }
const missing = { reason: 'No C++ compiler was found.', remedy: 'Install it.' }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-engine-'))
  mkdirSync(join(folder, 'node_modules'))
  for (const name of ['package.json', 'package-lock.json']) writeFileSync(join(folder, name), '{}')
  said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

describe('set-up without libtensorflow', () => {
  it('goes on with the reason, the remedy and the command that tries again', async () => {
    const fail = () => Promise.reject(new SetupFailure(missing.reason, missing.remedy))
    expect(await tryEngine(folder, folder, node, fail)).toEqual({
      engine: null,
      missing: { ...missing, remedy: 'Install it. npm run setup tries again.' },
    })
    expect(said).toHaveBeenCalledWith(expect.stringContaining('Install it.'))
  })

  it('hides no bug', async () => {
    const fail = () => Promise.reject(new TypeError('a bug'))
    await expect(tryEngine(folder, folder, node, fail)).rejects.toThrow('a bug')
  })

  it('is remembered, so that the next start does not wait for it again', () => {
    writeReady(folder, { node, engine: null, missing })
    expect(readReady(folder)).toEqual({ node, engine: null, missing })
    writeReady(folder, { node, engine })
    expect(readReady(folder)).toEqual({ node, engine })
  })

  it('is no ground for tests, which say why', () => {
    expect(requireEngine({ engine })).toBe(engine)
    expect(() => requireEngine({ engine: null, missing })).toThrow(/No C\+\+ compiler was found/)
  })
})
