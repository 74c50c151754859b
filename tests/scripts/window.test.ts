import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchElectron, findElectron } from '../../scripts/setup/electron.mjs'
import { buildWindow, sourcesKey } from '../../scripts/setup/window.mjs'

let folder: string
const node = { path: process.execPath, home: '/', version: '24.0.0', origin: 'running' as const }

function write(name: string, text: string) {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

const count = () => readFileSync(join(folder, 'builds'), 'utf8').length

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-window-test-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  write('src/renderer/main.ts', 'export {}')
  // a builder that only counts how often it is called
  write(
    'node_modules/electron-vite/bin/electron-vite.js',
    `const fs = require('node:fs'); fs.appendFileSync('builds', 'x')
     fs.mkdirSync('out/renderer', { recursive: true }); fs.writeFileSync('out/renderer/index.html', '')`
  )
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

describe('buildWindow', () => {
  it('builds once, and again only when a source changed', async () => {
    expect(await buildWindow(folder, node)).toBe(join(folder, 'out', 'renderer'))
    await buildWindow(folder, node)
    expect(count()).toBe(1)
    write('src/renderer/main.ts', 'export const more = 1')
    await buildWindow(folder, node)
    expect(count()).toBe(2)
  })

  it('builds again when what it built is gone', async () => {
    await buildWindow(folder, node)
    rmSync(join(folder, 'out', 'renderer'), { recursive: true })
    await buildWindow(folder, node)
    expect(count()).toBe(2)
  })

  it('builds once for two that start together', async () => {
    await Promise.all([buildWindow(folder, node), buildWindow(folder, node)])
    expect(count()).toBe(1)
  })

  it("fails with the builder's last words", async () => {
    write('node_modules/electron-vite/bin/electron-vite.js', "throw new Error('no such plugin')")
    await expect(buildWindow(folder, node)).rejects.toThrow(
      /could not be built[\s\S]+no such plugin/
    )
  })
})

describe('sourcesKey', () => {
  it('sees a file changed, added, renamed and removed', () => {
    const keys = [sourcesKey(folder)]
    write('src/a.ts', 'a')
    keys.push(sourcesKey(folder))
    write('src/a.ts', 'b')
    keys.push(sourcesKey(folder))
    rmSync(join(folder, 'src/a.ts'))
    write('src/b.ts', 'b')
    keys.push(sourcesKey(folder))
    expect(new Set(keys).size).toBe(4)
    rmSync(join(folder, 'src/b.ts'))
    expect(sourcesKey(folder)).toBe(keys[0])
  })
})

describe("Electron's binary", () => {
  const install = (body: string) => {
    write('node_modules/electron/package.json', '{"version":"45.4.1"}')
    write(
      'node_modules/electron/install.js',
      `require('node:fs').appendFileSync('tries', 'x')\n${body}`
    )
    // nothing listens there; the proxy spares the probe
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9')
  }
  const tries = () => readFileSync(join(folder, 'tries'), 'utf8').length

  it("is found where Electron's installer puts it", async () => {
    install(`const fs = require('node:fs'); const at = 'node_modules/electron/'
      fs.mkdirSync(at + 'dist'); fs.writeFileSync(at + 'dist/electron', ''); fs.writeFileSync(at + 'path.txt', 'electron')`)
    expect(findElectron(folder)).toBeUndefined()
    const path = join(folder, 'node_modules', 'electron', 'dist', 'electron')
    expect(await fetchElectron(folder, node)).toEqual({ path })
    chmodSync(path, 0o755)
    expect(await fetchElectron(folder, node)).toEqual({ path })
    expect(tries()).toBe(1)
  })

  it('is not tried for at every start once it could not be had, but when asked to', async () => {
    install("console.error('HTTPError: 404'); process.exit(1)")
    const refused = { reason: expect.stringContaining('HTTPError: 404') }
    expect(await fetchElectron(folder, node)).toEqual(refused)
    expect(await fetchElectron(folder, node)).toEqual(refused)
    expect(tries()).toBe(1)
    expect(await fetchElectron(folder, node, { tryAgain: true })).toEqual(refused)
    expect(tries()).toBe(2)
  })

  it('is out of reach without a network, in a sentence', async () => {
    install('')
    vi.stubEnv('HTTPS_PROXY', '')
    for (const name of ['https_proxy', 'HTTP_PROXY', 'http_proxy']) vi.stubEnv(name, '')
    vi.stubEnv('ELECTRON_MIRROR', 'http://127.0.0.1:9/')
    expect(await fetchElectron(folder, node)).toEqual({
      reason: 'its download site cannot be reached from here',
    })
  })
})
