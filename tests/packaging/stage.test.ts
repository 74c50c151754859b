import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptFiles, type Target } from '../../scripts/package/kept.mjs'
import { stage } from '../../scripts/package/stage.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-stage-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const put = (...parts: string[]) => {
  const file = join(folder, ...parts)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, parts.at(-1) ?? '')
}

const list = (of: string) =>
  readdirSync(join(folder, of), { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name).slice(join(folder, of).length + 1))
    .map(path => path.split(sep).join('/'))
    .sort()

/** Modules with the files a system has, and as many that must not come along. */
function makeModules({ platform, arch }: Target): void {
  for (const [name, files] of Object.entries(keptFiles({ platform, arch })))
    for (const file of files) put('modules', name, file.endsWith('/') ? `${file}inside.js` : file)
  put('modules', 'better-sqlite3', 'lib', 'inside.js.map')
  for (const other of ['linux-x64', 'win32-arm64']) {
    if (other !== `${platform}-${arch}`)
      put('modules', 'better-sqlite3', 'prebuilds', `${other}.node`)
  }
  put('modules', 'better-sqlite3', 'src', 'addon.cpp')
  put('modules', '@tensorflow', 'tfjs-node', 'dist', 'index.js')
  put('modules', '@tensorflow', 'tfjs-node', 'deps', 'include', 'tensorflow.h')
  put('modules', 'react', 'index.js')
}

function makeBuilt(): void {
  for (const part of ['main', 'preload', 'renderer']) {
    put('out', part, 'index.js')
    put('out', part, 'index.js.map')
  }
}

const targets: readonly (readonly [string, string, string])[] = [
  ['linux', 'x64', 'linux-x64-gnu'],
  ['linux', 'arm64', 'linux-arm64-gnu'],
  ['darwin', 'x64', 'darwin-x64'],
  ['darwin', 'arm64', 'darwin-arm64'],
  ['win32', 'x64', 'win32-x64-msvc'],
]

describe.each(targets)('what is packed for %s %s', (platform, arch, resvg) => {
  it('is the program, and of its packages what is read at run time', () => {
    makeModules({ platform, arch })
    makeBuilt()
    const from = { target: { platform, arch }, built: join(folder, 'out') }
    stage(ROOT, join(folder, 'stage'), { ...from, modules: join(folder, 'modules') })
    expect(list('stage')).toEqual(
      [
        'LICENSE',
        'package.json',
        'main/index.js',
        'preload/index.js',
        'renderer/index.js',
        'node_modules/@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
        'node_modules/@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
        'node_modules/@expo-google-fonts/inter/LICENSE_FONT',
        'node_modules/@expo-google-fonts/inter/package.json',
        `node_modules/@resvg/resvg-js-${resvg}/package.json`,
        `node_modules/@resvg/resvg-js-${resvg}/resvgjs.${resvg}.node`,
        'node_modules/@resvg/resvg-js/LICENSE',
        'node_modules/@resvg/resvg-js/index.js',
        'node_modules/@resvg/resvg-js/js-binding.js',
        'node_modules/@resvg/resvg-js/package.json',
        ...(platform === 'win32' ? [] : ['node_modules/@tensorflow/tfjs-node/deps/lib/inside.js']),
        'node_modules/@tensorflow/tfjs-node/lib/napi-v8/inside.js',
        'node_modules/@tensorflow/tfjs-node/package.json',
        'node_modules/better-sqlite3/LICENSE',
        'node_modules/better-sqlite3/lib/inside.js',
        'node_modules/better-sqlite3/package.json',
        `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`,
        'node_modules/echarts/LICENSE',
        'node_modules/echarts/NOTICE',
        'node_modules/echarts/dist/echarts.common.min.js',
        'node_modules/echarts/package.json',
      ].sort()
    )
  })
})

describe('stage', () => {
  const target = { platform: 'linux', arch: 'x64' }
  const lay = () =>
    stage(ROOT, join(folder, 'stage'), {
      target,
      built: join(folder, 'out'),
      modules: join(folder, 'modules'),
    })

  it('says which part is missing and what to do, rather than pack without it', () => {
    makeModules(target)
    makeBuilt()
    rmSync(join(folder, 'modules', '@tensorflow', 'tfjs-node', 'lib'), { recursive: true })
    expect(lay).toThrow(/napi-v8.* is not there/)
  })

  it('copies a library out of the user’s cache, with the links inside it', () => {
    makeModules(target)
    makeBuilt()
    const lib = join(folder, 'modules', '@tensorflow', 'tfjs-node', 'deps', 'lib')
    rmSync(lib, { recursive: true })
    put('cache', 'libtensorflow.so.2')
    symlinkSync('libtensorflow.so.2', join(folder, 'cache', 'libtensorflow.so'))
    symlinkSync(join(folder, 'cache'), lib)
    lay()
    rmSync(join(folder, 'cache'), { recursive: true })
    const link = 'stage/node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so'
    expect(readFileSync(join(folder, link), 'utf8')).toBe('libtensorflow.so.2')
  })

  it('takes comments and indentation out of main, and leaves names for stacks', async () => {
    makeModules(target)
    makeBuilt()
    const source = `
      // a comment
      export function namedByUs(aLongParameter) { return aLongParameter.missing.more }
      class NamedError extends Error {}
      export const make = () => new NamedError('why')
    `
    writeFileSync(join(folder, 'out', 'main', 'index.js'), source)
    lay()
    const file = join(folder, 'stage', 'main', 'index.js')
    const text = readFileSync(file, 'utf8')
    expect(text).not.toMatch(/comment|aLongParameter|\n/)
    const { namedByUs, make } = await import(pathToFileURL(file).href)
    expect(() => namedByUs({})).toThrow(
      expect.objectContaining({ stack: expect.stringContaining('at namedByUs') })
    )
    expect(make().constructor.name).toBe('NamedError')
    expect(readFileSync(join(folder, 'out', 'main', 'index.js'), 'utf8')).toBe(source)
  })

  it('begins anew each time', () => {
    makeModules(target)
    makeBuilt()
    put('stage', 'left-over.js')
    lay()
    expect(existsSync(join(folder, 'stage', 'left-over.js'))).toBe(false)
  })

  it('names the program and no dependency', () => {
    makeModules(target)
    makeBuilt()
    lay()
    const about = JSON.parse(readFileSync(join(folder, 'stage', 'package.json'), 'utf8'))
    const project = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(about).toMatchObject({
      name: 'hindcast',
      version: project.version,
      type: 'module',
      main: 'main/index.js',
    })
    expect(Object.keys(about).join()).not.toMatch(/dependencies|scripts/i)
  })
})
