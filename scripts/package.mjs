import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { stage } from './package/stage.mjs'
import { runMain, SetupFailure } from './setup/failure.mjs'
import { launch } from './setup/launch.mjs'
import { isMain, ROOT } from './setup/paths.mjs'
import { pinnedNode } from './setup/pinned-node.mjs'
import { megabytes, say } from './setup/say.mjs'
import { setUp } from './setup.mjs'

// npm run package [-- electron-builder's own options]: this system's installers in out/installers.

/**
 * Options that depend on where this runs: the architecture is the one whose libtensorflow is here,
 * and without a certificate macOS gets a signature of no one, which hardening does not go with.
 * @param {{ platform?: string, arch?: string, env?: NodeJS.ProcessEnv }} [machine]
 */
export function builderOptions({
  platform = process.platform,
  arch = process.arch,
  env = process.env,
} = {}) {
  const unsigned = platform === 'darwin' && !env['CSC_LINK'] && !env['CSC_NAME']
  return [
    `--${arch}`,
    '--publish=never',
    ...(unsigned ? ['--config.mac.identity=-', '--config.mac.hardenedRuntime=false'] : []),
  ]
}

/** @param {string[]} args */
async function makeInstallers(args) {
  const { engine } = await setUp(ROOT, { tryAgain: true })
  if (!engine)
    throw new SetupFailure(
      'There is no TensorFlow here to pack.',
      'npm run doctor says what is missing.'
    )
  say(`Building; packing TensorFlow ${engine.version} (${engine.origin}).`)
  await build(ROOT)
  stage(ROOT, join(ROOT, 'out', 'stage'))
  const cli = join(ROOT, 'node_modules', 'electron-builder', 'cli.js')
  const node = pinnedNode(ROOT).path
  const code = await launch(node, cli, [...builderOptions(), ...args], { cwd: ROOT })
  if (code !== 0)
    throw new SetupFailure(
      `electron-builder ended with code ${code}.`,
      'Its words are above. It fetches Electron and its packing tools from their release pages.'
    )
  const folder = join(ROOT, 'out', 'installers')
  for (const name of readdirSync(folder)) {
    const { size } = statSync(join(folder, name))
    if (/\.(AppImage|deb|exe|dmg|zip)$/.test(name)) say(`${name}: ${megabytes(size)}`)
  }
}

if (isMain(import.meta.url)) await runMain(() => makeInstallers(process.argv.slice(2)))
