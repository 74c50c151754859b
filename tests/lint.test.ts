import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../scripts/setup/paths.mjs'

it('has no complaint from biome, oxlint or tsc', () => {
  const lint = join(ROOT, 'scripts', 'lint.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [lint], {
    encoding: 'utf8',
    cwd: ROOT,
  })
  expect(status, `${stdout}\n${stderr}`).toBe(0)
}, 180_000)
