import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/setup/paths.mjs'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const rows = [
  ...read('docs/security.md').matchAll(/^\| (\d+) \| .* \| `(tests\/[^`]+)`: (.*) \|$/gm),
].map(([, point, file, title]) => ({ point: Number(point), file: `${file}`, title: `${title}` }))

describe('docs/security.md', () => {
  it('has a row for each of the twenty points, in order', () => {
    expect(rows.map(({ point }) => point)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  it('names only tests that are there', () => {
    const missing = rows.filter(({ file, title }) => !read(file).includes(`'${title}'`))
    expect(missing).toEqual([])
  })
})

it('packs the Electron that it is tried with', () => {
  const { devDependencies } = JSON.parse(read('package.json'))
  const packed = /^electronVersion: (\S+)$/m.exec(read('electron-builder.yml'))?.[1]
  expect(packed).toBe(devDependencies.electron)
})
