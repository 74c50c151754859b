import { join } from 'node:path'
import { build } from './build.mjs'
import { hasDisplay } from './setup/browser.mjs'
import { fetchElectron } from './setup/electron.mjs'
import { runMain, SetupFailure } from './setup/failure.mjs'
import { launch } from './setup/launch.mjs'
import { ROOT } from './setup/paths.mjs'
import { say } from './setup/say.mjs'
import { setUp } from './setup.mjs'

// npm run test:electron [-- vitest's own options]: what only the real Electron can prove.

await runMain(async () => {
  const { node } = await setUp()
  const electron = await fetchElectron(ROOT, node, { tryAgain: true })
  if ('reason' in electron)
    throw new SetupFailure(
      `There is no Electron on this machine (${electron.reason}): none of its tests ran.`,
      'npm test proves everything that can be proved without it.'
    )
  if (!hasDisplay())
    throw new SetupFailure(
      'Electron needs a display: none of its tests ran.',
      'On a machine without one: xvfb-run npm run test:electron.'
    )
  say('Building the program that is tested …')
  await build(ROOT)
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join(ROOT, 'vitest.electron.config.ts')
  const args = ['run', '--config', config, ...process.argv.slice(2)]
  const env = { ...process.env, HINDCAST_ELECTRON: electron.path }
  return launch(node.path, vitest, args, { cwd: ROOT, env })
})
