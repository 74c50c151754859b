import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { copyForNobody, isRoot } from '../../scripts/electron/ordinary-user.mjs'
import { findStandIn, makeStandIn } from '../../scripts/electron/stand-in.mjs'
import { addCounts } from '../../scripts/test-counts.mjs'

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-electron-scripts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A stand-in whose steps say what they did, and one of which fails. */
function writeStandIn(folder: string, failing: string): string {
  const proof = join(folder, 'shared', 'electron-proof')
  mkdirSync(proof, { recursive: true })
  const steps = ['tools', 'electron', 'copy', 'build', 'lower', 'sqlite', 'hand_over']
  const functions = steps.map(
    step =>
      `${step}() { echo ${step} of $1 >> "$WORK/done"; ${step === failing ? 'echo no; return 1' : ':'}; }`
  )
  const script = ['WORK=$2', ...functions, 'for it in tools; do exit 9; done'].join('\n')
  writeFileSync(join(proof, 'run.sh'), script)
  return join(proof, 'run.sh')
}

const fits = process.platform === 'linux' && process.arch === 'x64'

it.runIf(fits)('finds the older Electron’s script beside the checkout, or none', () => {
  const folder = makeFolder()
  const checkout = join(folder, 'checkout')
  expect(findStandIn(checkout)).toBeUndefined()
  const script = writeStandIn(folder, '')
  expect(findStandIn(checkout)).toBe(script)
})

it.runIf(fits)('calls its steps one by one, and not what follows them', async () => {
  const folder = makeFolder()
  const found = await makeStandIn(writeStandIn(folder, ''), '/checkout', folder)
  expect(found).toEqual({ program: join(folder, 'electron', 'electron'), root: join(folder, 'p') })
})

it.runIf(fits)(
  'takes an Electron that cannot be fetched as an answer, a broken step as a failure',
  async () => {
    const folder = makeFolder()
    const absent = await makeStandIn(writeStandIn(folder, 'electron'), '/checkout', folder)
    expect(absent).toEqual({ reason: expect.stringContaining('could not be had') })
    const broken = makeStandIn(writeStandIn(folder, 'lower'), '/checkout', folder)
    await expect(broken).rejects.toThrow('lowering the build')
  }
)

it.runIf(isRoot())('hands nobody a copy that he can read and write', () => {
  const folder = makeFolder()
  spawnSync('chmod', ['755', folder])
  const from = join(folder, 'from')
  mkdirSync(from, { mode: 0o700 })
  writeFileSync(join(from, 'a'), 'a', { mode: 0o600 })
  copyForNobody(from, join(folder, 'to'))
  const asNobody = { uid: 65534, gid: 65534 }
  const write = `cat "${folder}/to/a" && echo b > "${folder}/to/b"`
  expect(spawnSync('sh', ['-c', write], asNobody).status).toBe(0)
  expect(spawnSync('cat', [join(from, 'a')], asNobody).status).not.toBe(0)
})

it('counts both suites in one line', () => {
  const [a, b] = [
    { passed: 3, failed: 0, skipped: 1, uncollected: [] },
    { passed: 2, failed: 1, skipped: 0, uncollected: ['x'] },
  ]
  expect(addCounts(a, b)).toEqual({ passed: 5, failed: 1, skipped: 1, uncollected: ['x'] })
})
