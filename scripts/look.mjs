import { join } from 'node:path'
import { runMain } from './setup/failure.mjs'
import { launch } from './setup/launch.mjs'
import { ROOT } from './setup/paths.mjs'
import { pinnedNode } from './setup/pinned-node.mjs'

// node scripts/look.mjs --out FILE.png …: a picture of this checkout's window. See window-tools/look.ts.

await runMain(() =>
  launch(
    pinnedNode(ROOT).path,
    join(ROOT, 'scripts', 'window-tools', 'look.ts'),
    process.argv.slice(2)
  )
)
