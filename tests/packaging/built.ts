import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../scripts/build.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'

/** Builds the sources as they are now into a folder of its own; `out` of the checkout is left alone. */
export async function buildHere(): Promise<{ folder: string; built: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-built-'))
  const built = join(folder, 'out')
  await build(ROOT, built)
  return { folder, built }
}
