import { join } from 'node:path'
import { runMain } from './setup/failure.mjs'
import { launch } from './setup/launch.mjs'
import { ROOT } from './setup/paths.mjs'
import { say } from './setup/say.mjs'
import { setUp } from './setup.mjs'

/** @typedef {{ name: string, why: string, file: string, args: string[] }} Host */

/**
 * The host for this machine and the reason, best first: Electron, the window host, the command
 * line. The first two come with the window; until then there is the command line's Quick look.
 * @returns {Host}
 */
function pickHost() {
  return {
    name: 'the command line',
    why: 'this version has no window yet',
    file: join(ROOT, 'src', 'main', 'cli', 'index.ts'),
    args: ['quick-look'],
  }
}

await runMain(async () => {
  const { node } = await setUp()
  const host = pickHost()
  say(`Starting Hindcast on ${host.name}: ${host.why}.`)
  return launch(node.path, host.file, [...host.args, ...process.argv.slice(2)])
})
