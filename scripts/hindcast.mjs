#!/usr/bin/env node
import { join } from 'node:path'
import { diagnose } from './doctor.mjs'
import { runMain } from './setup/failure.mjs'
import { launch } from './setup/launch.mjs'
import { ROOT } from './setup/paths.mjs'
import { setUp } from './setup.mjs'

// npx hindcast <command>: set-up where it is needed, then the command line on the pinned Node.

await runMain(async () => {
  const args = process.argv.slice(2)
  // The doctor must speak when set-up is what is broken.
  if (args[0] === 'doctor') return diagnose(args.slice(1))
  const { node } = await setUp()
  return launch(node.path, join(ROOT, 'src', 'main', 'cli', 'index.ts'), args)
})
