import { resolve } from 'node:path'
import { runMain, SetupFailure } from './setup/failure.mjs'
import { launch } from './setup/launch.mjs'
import { setUp } from './setup.mjs'

// node scripts/run.mjs FILE [arguments]: set-up, then FILE (also .ts) on the pinned Node.

await runMain(async () => {
  const [file, ...args] = process.argv.slice(2)
  if (!file)
    throw new SetupFailure('No file was named.', 'Usage: node scripts/run.mjs FILE [arguments]')
  const { node } = await setUp()
  return launch(node.path, resolve(file), args)
})
