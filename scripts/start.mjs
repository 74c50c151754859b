import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findBrowser, hasDisplay } from './setup/browser.mjs'
import { fetchElectron } from './setup/electron.mjs'
import { runMain } from './setup/failure.mjs'
import { launch, launchProgram } from './setup/launch.mjs'
import { ROOT } from './setup/paths.mjs'
import { pickHost } from './setup/pick-host.mjs'
import { say } from './setup/say.mjs'
import { buildWindow } from './setup/window.mjs'
import { setUp } from './setup.mjs'

/** @typedef {import('./setup/pick-host.mjs').Host} Host */
/** @typedef {import('./setup/pinned-node.mjs').PinnedNode} PinnedNode */

// npm start [-- --host electron|window|cli]: set-up, then Hindcast on the best host this machine has.

const CALLED = {
  electron: 'in Electron',
  window: 'in a window of its own',
  cli: 'on the command line',
}

/** @param {PinnedNode} node @returns {import('./setup/pick-host.mjs').HostMachine} */
const thisMachine = node => ({
  hasDisplay: hasDisplay(),
  isRoot: process.platform === 'linux' && process.getuid?.() === 0,
  electron: () => fetchElectron(ROOT, node),
  browser: () => findBrowser(),
})

/** @param {Host} host @param {PinnedNode} node @param {string[]} args @returns {Promise<number>} */
async function startHost({ name, program }, node, args) {
  const at = (/** @type {string[]} */ ...parts) => join(ROOT, 'src', 'main', ...parts)
  if (name === 'cli') return launch(node.path, at('cli', 'index.ts'), ['quick-look', ...args])
  await buildWindow(ROOT, node)
  if (name === 'electron') return launchProgram(String(program), [ROOT, ...args])
  const env = { ...process.env, HINDCAST_BROWSER: program }
  return launch(node.path, at('window-host', 'index.ts'), args, { env })
}

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { host: { type: 'string' } },
    allowPositionals: true,
  })
  const { node, engine, missing } = await setUp()
  const host = await pickHost(thisMachine(node), values.host ?? process.env.HINDCAST_HOST)
  if (!engine) say(`Training is not possible here: ${missing?.reason}\n${missing?.remedy}`)
  say(`Starting Hindcast ${CALLED[host.name]}: ${host.why}.`)
  return startHost(host, node, positionals)
})
