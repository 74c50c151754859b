import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/setup/paths.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-launch-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a TypeScript file through scripts/run.mjs and waits for its first word. */
async function start(body: string, args: string[] = [], { detached = false } = {}) {
  const file = join(folder, 'child.ts')
  writeFileSync(file, body)
  const env = { ...process.env, npm_command: undefined }
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'run.mjs'), file, ...args], {
    env,
    detached,
  })
  child.stdout.setEncoding('utf8')
  const heard: string[] = []
  child.stdout.on('data', text => heard.push(text))
  await once(child.stdout, 'data')
  return { child, said: () => heard.join('') }
}

const codeOf = async (child: ChildProcess) => (await once(child, 'close'))[0]

const patient = `
let count = 0
const keep = setInterval(() => {}, 1000)
process.on('SIGINT', () => {
  count += 1
  setTimeout(() => { console.log('interrupted ' + count); clearInterval(keep); process.exitCode = 130 }, 300)
})
console.log('ready')
`

describe.skipIf(process.platform === 'win32')('scripts/run.mjs', () => {
  it('runs TypeScript on the pinned Node with its arguments and exit code', async () => {
    const body =
      'const n: number = 7\nconsole.log(process.versions.node, process.argv.slice(2).join())\nprocess.exitCode = n'
    const { child, said } = await start(body, ['a', '--b'])
    expect(await codeOf(child)).toBe(7)
    expect(said()).toMatch(/^24\.\d+\.\d+ a,--b\n$/)
  })

  it('passes SIGINT on once and gives back 130', async () => {
    const { child, said } = await start(patient)
    child.kill('SIGINT')
    expect(await codeOf(child)).toBe(130)
    expect(said()).toContain('interrupted 1\n')
  })

  it('lets a child take an interrupt once that its whole group was sent', async () => {
    const { child, said } = await start(patient, [], { detached: true })
    process.kill(-(child.pid as number), 'SIGINT')
    expect(await codeOf(child)).toBe(130)
    expect(said()).toContain('interrupted 1\n')
  })

  it('gives 128 + n for a child that a signal ended', async () => {
    const { child } = await start("console.log('ready')\nsetInterval(() => {}, 1000)")
    child.kill('SIGTERM')
    expect(await codeOf(child)).toBe(143)
  })

  it('leaves no child behind when it is killed by force', async () => {
    const note = join(folder, 'ended')
    const { child } = await start(`
import { writeFileSync } from 'node:fs'
process.on('SIGINT', () => { writeFileSync(${JSON.stringify(note)}, 'yes'); process.exit() })
setInterval(() => {}, 1000)
console.log('ready')`)
    child.kill('SIGKILL')
    await sleep(1_500)
    expect(readFileSync(note, 'utf8')).toBe('yes')
  })
})
