import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/setup/paths.mjs'

let folder: string

// Below the checkout, because the little suites import vitest.
beforeEach(() => {
  mkdirSync(join(ROOT, '.hindcast'), { recursive: true })
  folder = mkdtempSync(join(ROOT, '.hindcast', 'counts-'))
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    "export default { test: { include: ['*.test.ts'] } }\n"
  )
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const script = pathToFileURL(join(ROOT, 'scripts', 'test.mjs')).href

/** Runs scripts/test.mjs over a little suite: its last line and its exit code. */
function run(suite: Record<string, string>) {
  for (const [name, body] of Object.entries(suite)) {
    writeFileSync(join(folder, `${name}.test.ts`), `import { expect, it } from 'vitest'\n${body}\n`)
  }
  const code = `import { runTests } from ${JSON.stringify(script)}
process.exitCode = await runTests(['--coverage.enabled=false'], { root: ${JSON.stringify(folder)} })`
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    env: {
      ...process.env,
      VITEST: undefined,
      VITEST_POOL_ID: undefined,
      VITEST_WORKER_ID: undefined,
    },
  })
  return { last: stdout.trim().split('\n').at(-1), status }
}

const pass = "it('passes', () => expect(1).toBe(1))"

describe('the line of counts', () => {
  it('counts what passed and what was skipped', () => {
    const skip = "it.skip('waits', () => {})\nit.todo('later')"
    expect(run({ a: pass, b: `${pass}\n${skip}` })).toEqual({
      last: '2 passed, 0 failed, 2 skipped',
      status: 0,
    })
  })

  it('fails with a failing test', () => {
    const fail = "it('fails', () => expect(1).toBe(2))"
    expect(run({ a: `${pass}\n${fail}` })).toEqual({ last: '1 passed, 1 failed', status: 1 })
  })

  it('counts a file that cannot be loaded as a failure', () => {
    expect(run({ a: pass, b: "throw new Error('no')" })).toEqual({
      last: '1 passed, 1 failed',
      status: 1,
    })
  })

  it('fails on an error outside of any test', () => {
    const stray = `${pass}\nsetTimeout(() => { throw new Error('stray') }, 0)\nit('waits', () => new Promise(r => setTimeout(r, 50)))`
    expect(run({ a: stray })).toEqual({ last: '2 passed, 0 failed', status: 1 })
  })

  it('fails when no test ran', () => {
    expect(run({})).toEqual({ last: '0 passed, 0 failed', status: 1 })
    expect(run({ a: "it.skip('waits', () => {})" }).status).toBe(1)
  })
})
