import { join } from 'node:path'
import { build } from './build.mjs'
import { checkRelease } from './package/release.mjs'
import { runMain, SetupFailure } from './setup/failure.mjs'
import { readJson } from './setup/files.mjs'
import { launch } from './setup/launch.mjs'
import { isMain, ROOT } from './setup/paths.mjs'
import { say } from './setup/say.mjs'
import { setUp } from './setup.mjs'

// npm run package [-- options]: this system's installers in out/installers.
//   --dir      the program in a folder alone, ready to be started
//   --deb      that, and the .deb: all that can be made without fetching packing tools
//   --release  refuses whatever strangers should not be given (scripts/package/release.mjs)
// Anything else goes on to electron-builder. HINDCAST_ELECTRON_DIST packs the Electron in that folder
// in place of the pinned one, which is downloaded.

/** @param {string[]} args */
async function makeInstallers(args) {
  if (args.includes('--release')) checkRelease(readJson(join(ROOT, 'package.json')))
  const { engine, node } = await setUp(ROOT, { tryAgain: true })
  if (!engine)
    throw new SetupFailure(
      'There is no TensorFlow here to pack.',
      'npm run doctor says what is missing.'
    )
  say(`Building; packing TensorFlow ${engine.version} (${engine.origin}).`)
  await build(ROOT)
  return launch(node.path, join(ROOT, 'scripts', 'package', 'pack.mjs'), args, { cwd: ROOT })
}

if (isMain(import.meta.url)) await runMain(() => makeInstallers(process.argv.slice(2)))
