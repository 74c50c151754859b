import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMain, SetupFailure } from '../setup/failure.mjs'
import { sha256 } from '../setup/files.mjs'
import { isMain, ROOT } from '../setup/paths.mjs'
import { say } from '../setup/say.mjs'

// node scripts/package/sums.mjs [FOLDER]: SHA256SUMS beside the installers, as sha256sum writes it
// and `sha256sum --check` and `shasum --check` read it.

/** What people download: installers, and the bill of materials of each. */
export const isArtifact = (/** @type {string} */ name) =>
  /\.(?:AppImage|deb|exe|dmg|zip|cdx\.json)$/.test(name)

/**
 * @param {string} folder
 * @returns {Promise<string>} the lines, sorted by name
 * @throws {SetupFailure} where there is nothing to sum up
 */
export async function writeSums(folder) {
  const names = readdirSync(folder).filter(isArtifact).sort()
  if (names.length === 0)
    throw new SetupFailure(`There are no installers in ${folder}.`, 'Run npm run package first.')
  const lines = []
  for (const name of names) lines.push(`${await sha256(join(folder, name))}  ${name}\n`)
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''))
  return lines.join('')
}

if (isMain(import.meta.url)) {
  await runMain(async () =>
    say((await writeSums(process.argv[2] ?? join(ROOT, 'out', 'installers'))).trimEnd())
  )
}
