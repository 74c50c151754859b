import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { stripAll } from './strip.mjs'

/**
 * electron-builder calls this once the program lies there, before it sets the fuses: Electron's own
 * files, as small as they get on Linux.
 * @param {{ appOutDir: string, electronPlatformName: string }} context
 */
export function afterPack({ appOutDir, electronPlatformName }) {
  if (electronPlatformName !== 'linux') return
  // some of its libraries come with symbols; ours were stripped in the stage
  stripAll(appOutDir, { skip: name => name.startsWith('resources/') })
  packLicences(join(appOutDir, 'LICENSES.chromium.html'))
  // an Electron out of a folder brings the page that it shows without a program
  rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true })
}

/**
 * Eight megabytes that must come along and that hardly anybody reads: a tenth of that packed, as
 * Debian does with documents (zless, zcat and browsers read it). Elsewhere nothing opens .gz.
 * @param {string} file
 */
function packLicences(file) {
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
  rmSync(file)
}
