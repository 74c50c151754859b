import { join, sep } from 'node:path'
import { expect, it } from 'vitest'
import { onDisk } from '../../src/main/on-disk.ts'

it('leads native code past the archive and leaves other paths alone', () => {
  const packed = join(sep, 'opt', 'Hindcast', 'resources', 'app.asar', 'node_modules', 'a.ttf')
  expect(onDisk(packed)).toBe(packed.replace('app.asar', 'app.asar.unpacked'))
  const source = join(sep, 'home', 'a', 'node_modules', 'a.ttf')
  expect(onDisk(source)).toBe(source)
})
