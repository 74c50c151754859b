import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runMain, SetupFailure } from '../setup/failure.mjs'
import { launchProgram } from '../setup/launch.mjs'
import { isMain, ROOT } from '../setup/paths.mjs'

// node scripts/package/smoke.mjs [PROGRAM]: starts a packed program with --smoke
// (src/main/app/smoke.ts) and ends as it ends.

/** Where electron-builder leaves the program of each system. @type {Record<string, string>} */
const places = {
  linux: 'hindcast',
  win32: 'Hindcast.exe',
  darwin: join('Hindcast.app', 'Contents', 'MacOS', 'Hindcast'),
}

/**
 * The packed program of this system.
 * @param {string} folder out/installers
 * @param {string} [platform]
 * @throws {SetupFailure} when nothing was packed for it
 */
export function findPacked(folder, platform = process.platform) {
  const names = existsSync(folder) ? readdirSync(folder) : []
  const found = names
    .map(name => join(folder, name, places[platform] ?? ''))
    .find(path => platform in places && existsSync(path))
  if (found) return found
  throw new SetupFailure(
    `No packed program for ${platform} in ${folder}.`,
    'Run npm run package first.'
  )
}

if (isMain(import.meta.url)) {
  await runMain(() =>
    launchProgram(process.argv[2] ?? findPacked(join(ROOT, 'out', 'installers')), ['--smoke'])
  )
}
