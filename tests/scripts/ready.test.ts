import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'

// root may read everything, so that a refusal has to be made
const refused = vi.hoisted(() => ({ path: '' }))
vi.mock('node:fs', async original => {
  const real = await original<typeof import('node:fs')>()
  const statSync = (path: string, options: object) => {
    if (refused.path !== '' && path.includes(refused.path))
      throw Object.assign(new Error(`EACCES: permission denied, stat '${path}'`), {
        code: 'EACCES',
      })
    return real.statSync(path, options)
  }
  return { ...real, statSync, default: { ...real, statSync } }
})

const { readReady, writeReady } = await import('../../scripts/setup/ready.mjs')

it('takes a library in another user’s cache for one that is not there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-ready-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const library = join('node_modules', '@tensorflow', 'tfjs-node', 'deps', 'lib')
  mkdirSync(join(folder, library), { recursive: true })
  for (const name of ['package.json', 'package-lock.json']) writeFileSync(join(folder, name), '{}')
  const node = { path: process.execPath, home: '/', version: '24.0.0', origin: 'running' as const }
  const engine = { version: '2.21.0', origin: 'wheel' as const, folder: '/engine' }
  writeReady(folder, { node, engine })
  expect(readReady(folder)).toEqual({ node, engine })
  refused.path = library
  expect(readReady(folder)).toBeUndefined()
})
