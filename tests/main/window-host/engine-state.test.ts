import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeReady } from '../../../scripts/setup/ready.mjs'
import { readEngineState } from '../../../src/main/window-host/engine-state.ts'

let folder: string
const node = { path: process.execPath, home: '/', version: '24.0.0', origin: 'running' as const }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-state-'))
  mkdirSync(join(folder, 'node_modules'))
  for (const name of ['package.json', 'package-lock.json']) writeFileSync(join(folder, name), '{}')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('is ready with the version that set-up proved', () => {
  writeReady(folder, {
    node,
    engine: { version: '2.21.0', origin: 'wheel' as const, folder: '/engine' },
  })
  expect(readEngineState(folder)).toMatchObject({ ready: true, tensorflow: '2.21.0' })
})

it('tells the first sentence of why there is none, and what to do, once', () => {
  const missing = {
    reason: 'No make was found.\ng++: error 1',
    remedy: 'Install it. npm run setup tries again.',
  }
  writeReady(folder, { node, engine: null, missing })
  expect(readEngineState(folder)).toEqual({
    ready: false,
    reason: 'No make was found',
    remedy: 'Install it. npm run setup tries again.',
  })
})

it('leaves it to the first training where set-up left no note', () => {
  expect(readEngineState(folder)).toMatchObject({ ready: true, tensorflow: null })
})
