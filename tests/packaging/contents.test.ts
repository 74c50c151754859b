import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parts, weigh, writeTable } from '../../scripts/package/contents.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-contents-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, bytes: number) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), Buffer.alloc(bytes))
}

const modules = 'app.asar.unpacked/node_modules'
it.each([
  [
    'Linux',
    {
      [`resources/${modules}/@tensorflow/tfjs-node/deps/lib/libtensorflow_cc.so.2`]: 4,
      [`resources/${modules}/@tensorflow/tfjs-node/deps/lib/libtensorflow_framework.so.2`]: 1,
      'resources/app.asar': 2,
      hindcast: 3,
    },
  ],
  [
    'Windows',
    {
      [`resources/${modules}/@tensorflow/tfjs-node/lib/napi-v8/tensorflow.dll`]: 5,
      'resources/app.asar': 2,
      'Hindcast.exe': 3,
    },
  ],
  [
    'macOS',
    {
      [`Contents/Resources/${modules}/@tensorflow/tfjs-node/deps/lib/libtensorflow.2.dylib`]: 4,
      [`Contents/Resources/${modules}/@tensorflow/tfjs-node/deps/lib/libtensorflow_framework.2.dylib`]: 1,
      'Contents/Resources/app.asar': 2,
      'Contents/Frameworks/Electron Framework.framework/Versions/A/Electron Framework': 3,
    },
  ],
] as [string, Record<string, number>][])(
  'weighs what is packed for %s by what it is',
  (_, files) => {
    for (const [name, millions] of Object.entries(files)) put(name, millions * 1e6)
    const weighed = Object.fromEntries(weigh(folder).map(({ name, bytes }) => [name, bytes / 1e6]))
    const framework = weighed['TensorFlow: its framework'] ?? 0
    expect((weighed['TensorFlow: the library'] ?? 0) + framework).toBe(5)
    expect(weighed['Hindcast itself']).toBe(2)
    expect(weighed['Electron: the program']).toBe(3)
    expect(weighed['Electron: everything else']).toBeUndefined()
    expect(writeTable(weigh(folder))).toMatch(/\| Hindcast itself \| 2\.0 \| 20\.0 % \|/)
    expect(writeTable(weigh(folder))).toMatch(/\| all \| 10\.0 \| 100\.0 % \|$/)
  }
)

it('has the parts in docs/installing.md that npm run package prints', () => {
  const text = readFileSync(join(ROOT, 'docs', 'installing.md'), 'utf8')
  const rows = [...text.matchAll(/^\| ([^|]+) \| [\d.]+ \| [\d.]+ % \|$/gm)]
  const named = rows.map(([, name]) => String(name))
  expect(new Set(named)).toEqual(new Set([...parts.map(([name]) => name), 'all']))
})
