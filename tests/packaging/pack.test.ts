import { spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { extractAll, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { totalOf, weigh } from '../../scripts/package/contents.mjs'
import { keptFiles } from '../../scripts/package/kept.mjs'
import { stage } from '../../scripts/package/stage.mjs'
import { findTwins } from '../../scripts/package/twins.mjs'
import { findProgram } from '../../scripts/setup/find-program.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'
import { buildHere } from './built.ts'
import { makeStubElectron } from './stub-electron.ts'

// The real electron-builder packs the real program around a folder that only looks like Electron:
// every file of the result but Electron's own is the one that people get. Linux, where this runs.

const project = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const { electron: electronVersion } = project.devDependencies

let folder: string
let packed: string
const archive = () => join(packed, 'resources', 'app.asar')
const unpacked = () => join(packed, 'resources', 'app.asar.unpacked')

beforeAll(async () => {
  const { folder: builtIn, built } = await buildHere()
  folder = builtIn
  stage(ROOT, join(folder, 'stage'), { built })
  makeStubElectron(join(folder, 'electron'), electronVersion)
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules', 'electron-builder', 'cli.js'),
      '--linux',
      '--dir',
      `--${process.arch}`,
      '--publish=never',
      `--config.directories.app=${join(folder, 'stage')}`,
      `--config.directories.output=${join(folder, 'installers')}`,
      `--config.electronDist=${join(folder, 'electron')}`,
    ],
    { cwd: ROOT, encoding: 'utf8' }
  )
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`)
  const name = readdirSync(join(folder, 'installers')).find(entry => entry.endsWith('unpacked'))
  packed = join(folder, 'installers', String(name))
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const slashed = (path: string) => path.split(sep).join('/')

/** Files and links below a folder, sorted. */
const filesBelow = (of: string): string[] =>
  readdirSync(of, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => slashed(join(entry.parentPath, entry.name).slice(of.length + 1)))
    .sort()

const archived = () =>
  listPackage(archive(), { isPack: false }).map(path => slashed(path).replace(/^\//, ''))

const bytesBelow = (of: string) =>
  filesBelow(of).reduce((sum, file) => sum + lstatSync(join(of, file)).size, 0)

const linksBelow = (of: string) =>
  filesBelow(of)
    .map(file => lstatSync(join(of, file)))
    .reduce((sum, entry) => sum + (entry.isSymbolicLink() ? entry.size : 0), 0)

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

describe.skipIf(process.platform !== 'linux')('the packed program', () => {
  it('holds what was laid out, file for file, and nothing else', () => {
    const folders = new Set(archived().map(path => path.slice(0, path.lastIndexOf('/'))))
    const files = archived().filter(path => !folders.has(path))
    expect(files.sort()).toEqual(filesBelow(join(folder, 'stage')))
    console.log(
      `app.asar ${megabytes(statSync(archive()).size)}, unpacked ${megabytes(bytesBelow(unpacked()))} in ${filesBelow(unpacked()).length} files`
    )
  })

  it('has no source, no map, no test and no part for developers', () => {
    const unwanted = archived().filter(
      path =>
        /\.(ts|tsx|mts|cts|map|cc|cpp|h|gyp|md)$/.test(path) ||
        /(^|\/)(src|tests?|docs|bench|scripts)(\/|$)/.test(path)
    )
    expect(unwanted).toEqual([])
    const packages = new Set(
      archived().flatMap(path => /^node_modules\/((?:@[^/]+\/)?[^/@]+)/.exec(path)?.[1] ?? [])
    )
    expect([...packages].sort()).toEqual(Object.keys(keptFiles(process)).sort())
  })

  it('leaves outside the archive what libraries open themselves, and only that', () => {
    const outside = filesBelow(unpacked())
    expect(outside).toEqual(
      filesBelow(join(folder, 'stage')).filter(
        path =>
          path.endsWith('.node') ||
          path.startsWith('node_modules/@tensorflow/tfjs-node/deps/lib/') ||
          path.startsWith('node_modules/@expo-google-fonts/')
      )
    )
    expect(outside.filter(path => path.endsWith('.node'))).toHaveLength(3)
    expect(outside.some(path => /deps\/lib\/libtensorflow[^/]*\.so/.test(path))).toBe(true)
  })

  it('has Electron’s licences, one language, and its own name', () => {
    expect(readdirSync(packed)).toEqual(
      expect.arrayContaining(['hindcast', 'LICENSE.electron.txt', 'LICENSES.chromium.html.gz'])
    )
    expect(readdirSync(join(packed, 'locales'))).toEqual(['en-US.pak'])
  })

  it('has no file twice, inside the archive or beside it', async () => {
    expect(await findTwins(packed)).toEqual([])
  })

  it('has every byte in one part of the table that is printed', () => {
    expect(totalOf(weigh(packed))).toBe(bytesBelow(packed) - linksBelow(packed))
  })

  it.skipIf(!findProgram('strip'))('carries no symbols for debuggers', () => {
    const libraries = filesBelow(unpacked()).filter(file => /\.(?:so[\d.]*|node)$/.test(file))
    const sizes = libraries.map(file => {
      const source = join(ROOT, file)
      return existsSync(source) ? statSync(join(unpacked(), file)).size / statSync(source).size : 1
    })
    expect(libraries.length).toBeGreaterThan(3)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1)
    expect(Math.min(...sizes)).toBeLessThan(0.9)
  })

  it('has its fuses set as docs/security.md says', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'hindcast'))
    const isOn = (fuse: FuseV1Options) => String.fromCharCode(Number(wire[fuse])) === '1'
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      ownSnapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: false,
      nodeOptions: false,
      inspect: false,
      asarIntegrity: true,
      onlyAsar: true,
      ownSnapshot: false,
      fileProtocol: false,
    })
  })

  it('starts out of its own files alone, trains and writes, a stand-in for Electron', {
    timeout: 180_000,
  }, () => {
    const whole = mkdtempSync(join(tmpdir(), 'hindcast-packed-'))
    try {
      extractAll(archive(), whole) // with what lies outside
      const standIn = pathToFileURL(join(ROOT, 'tests/packaging/use-plain-electron.mjs')).href
      const args = ['--import', standIn, join(whole, 'main', 'index.js'), '--smoke']
      const env = { ...process.env, TMPDIR: folder }
      const { status, stdout, stderr } = spawnSync(process.execPath, args, {
        encoding: 'utf8',
        env,
      })
      expect([status, stderr]).toEqual([0, ''])
      expect(stdout).toContain('smoke: all is well')
    } finally {
      rmSync(whole, { recursive: true, force: true })
    }
  })
})
