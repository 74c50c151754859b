import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kept } from '../../scripts/package/kept.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'
import { eventNames, requestNames } from '../../src/shared/api.ts'
import { buildHere } from './built.ts'

let folder: string
let built: string

beforeAll(async () => {
  ;({ folder, built } = await buildHere())
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (...parts: string[]) => readFileSync(join(built, ...parts), 'utf8')
/** Runs lines of a module under plain Node, beside what was built. */
function run(code: string) {
  const file = join(folder, 'probe.mjs')
  writeFileSync(file, code)
  const options = { encoding: 'utf8', timeout: 150_000 } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], options)
  if (status !== 0) throw new Error(`${status}\n${stdout}\n${stderr}`)
  return stdout
}

describe('the built preload', () => {
  it('is one CommonJS file that requires nothing but electron', () => {
    expect(readdirSync(join(built, 'preload'))).toEqual(['index.cjs'])
    const code = read('preload', 'index.cjs')
    const required = [...code.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name]) => name)
    expect(required).toEqual(['electron'])
    expect(code).not.toMatch(/^\s*(import|export)\b|\bimport\(/m)
    expect(code).not.toMatch(/\bzod\b/i)
  })

  it('shows a window the contract and nothing of Electron', async () => {
    const shown = new Map<string, Record<string, unknown>>()
    const invoked: unknown[][] = []
    const electron = {
      contextBridge: {
        exposeInMainWorld: (name: string, api: Record<string, unknown>) => shown.set(name, api),
      },
      ipcRenderer: {
        on: () => electron.ipcRenderer,
        invoke: async (...args: unknown[]) => invoked.push(args),
      },
    }
    runInNewContext(read('preload', 'index.cjs'), {
      require: (name: string) => (name === 'electron' ? electron : undefined),
      exports: {},
      module: { exports: {} },
    })
    expect([...shown.keys()]).toEqual(['api'])
    const api = shown.get('api')!
    expect(Object.keys(api).sort()).toEqual([...requestNames, 'on'].sort())
    await (api['listRuns'] as () => Promise<unknown>)()
    expect(invoked[0]?.slice(1)).toEqual(['listRuns', undefined])
    const on = api['on'] as (name: string, listen: () => void) => () => void
    for (const name of eventNames) expect(typeof on(name, () => {})).toBe('function')
  })
})

describe('the built main process', () => {
  it('imports only what the package carries, Node, and electron', () => {
    const known = new Set([...kept, 'electron', ...builtinModules])
    const foreign = readdirSync(join(built, 'main'))
      .filter(name => name.endsWith('.js'))
      .flatMap(name =>
        [
          ...read('main', name).matchAll(/^(?:import|export)\b[^;'"]*?["']([^"'.][^"']*)["'];$/gm),
        ].map(([, module]) => String(module))
      )
      .filter(name => !name.startsWith('node:') && !known.has(name))
    expect(foreign).toEqual([])
  })

  it('has every file beside it that it names by its own address', () => {
    const files = readdirSync(join(built, 'main'))
    expect(files).toEqual(
      expect.arrayContaining([
        'index.js',
        'trainer.js',
        'render-process.js',
        'thread.js',
        'icon.png',
      ])
    )
    expect(readdirSync(join(built, 'main', 'migrations'))).toEqual(
      readdirSync(join(ROOT, 'src', 'main', 'store', 'migrations'))
    )
    expect(read('main', 'page', 'page.generated.js')).toBe(
      readFileSync(join(ROOT, 'src/main/report/page/page.generated.js'), 'utf8')
    )
  })

  it('never awaits at its top: Electron would wait for the file, and the file for Electron', () => {
    expect(read('main', 'index.js')).not.toMatch(/^await\b|^[^\s/*].*=\s*await\b/m)
  })
})

describe('the built trainer', () => {
  it('trains in plain Node, its line a utility process’s', { timeout: 180_000 }, () => {
    const said = run(`
      import { EventEmitter } from 'node:events'
      class Port extends EventEmitter {
        postMessage(message) {
          console.log(JSON.stringify({ type: message.type, reason: message.reason,
            epochs: message.result?.outcome?.epoch, tensorflow: message.versions?.tensorflow }))
          if (message.type === 'ready') this.emit('message', { data: { type: 'job', job }, ports: [] })
          if (message.type === 'trained' || message.type === 'failed') process.exit(0)
        }
      }
      import { smokeJob } from ${JSON.stringify(join(ROOT, 'src/main/app/smoke-job.ts'))}
      const job = smokeJob()
      process.parentPort = new Port()
      await import('./out/main/trainer.js')
    `)
    const messages = said
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>)
    expect(messages[0]).toMatchObject({ type: 'ready', tensorflow: expect.stringMatching(/^\d/) })
    expect(messages.at(-1)).toMatchObject({ type: 'trained' })
  })
})

describe('the built program', () => {
  // The page's own proof can only be had from a browser; everything behind it is real.
  it('starts, trains in a process of its own and writes to SQLite, a stand-in for Electron', {
    timeout: 180_000,
  }, () => {
    const standIn = pathToFileURL(join(ROOT, 'tests/packaging/use-plain-electron.mjs')).href
    const main = join(built, 'main', 'index.js')
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', standIn, main, '--smoke'],
      { encoding: 'utf8', env: { ...process.env, TMPDIR: folder, TEMP: folder }, timeout: 150_000 }
    )
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/trainer process: \d+ parameters trained by TensorFlow \d/)
    expect(stdout).toContain('a series in the database: 1 series')
    expect(stdout).toContain('smoke: all is well')
    const data = readdirSync(folder).find(name => name.startsWith('hindcast-smoke-'))
    expect(readdirSync(join(folder, String(data)))).toContain('hindcast.sqlite')
  })
})

it('carries the licences of what was bundled', () => {
  expect(read('main', 'LICENSES.txt')).toMatch(/^zod \d/m)
  expect(read('main', 'LICENSES.txt')).toMatch(/^yahoo-finance2 \d/m)
  expect(read('renderer', 'LICENSES.txt')).toMatch(/^@blueprintjs\/core \d/m)
})

describe('the built page', () => {
  it('names only files of its own, relative to itself, and no inline script', () => {
    const html = read('renderer', 'index.html')
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)
    expect(addresses.length).toBeGreaterThan(1)
    expect(addresses.filter(address => !address?.startsWith('./assets/'))).toEqual([])
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
  })
})
