import { join } from 'node:path'
import { lastLines, runCommand } from './setup/command.mjs'
import { runMain, SetupFailure } from './setup/failure.mjs'
import { isMain, ROOT } from './setup/paths.mjs'
import { pinnedNode } from './setup/pinned-node.mjs'
import { say } from './setup/say.mjs'
import { setUp } from './setup.mjs'

/**
 * Bundles main, preload and renderer with electron-vite.
 * @param {string} root the checkout
 * @param {string} [out] folder of the result
 * @throws {SetupFailure} with electron-vite's own words
 */
export async function build(root, out = join(root, 'out')) {
  const script = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const args = [script, 'build', '--logLevel', 'warn']
  const env = { ...process.env, HINDCAST_OUT: out, NODE_ENV: 'production' }
  const { code, output } = await runCommand(pinnedNode(root).path, args, { cwd: root, env })
  if (code === 0) return
  throw new SetupFailure(
    `The program could not be built.\n${lastLines(output, 30)}`,
    'npm run lint says more about the sources.'
  )
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    await setUp()
    await build(ROOT)
    say('Built into out/.')
  })
}
