import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { runMain } from './setup/failure.mjs'
import { isMain, ROOT } from './setup/paths.mjs'
import { say } from './setup/say.mjs'
import { setUp } from './setup.mjs'

/** All of them run, so that one round shows everything there is to mend. */
const CHECKS = [
  { name: 'biome', script: '@biomejs/biome/bin/biome', args: ['check'] },
  { name: 'oxlint', script: 'oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'tsc', script: 'typescript/bin/tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
  {
    name: 'tsc, window',
    script: 'typescript/bin/tsc',
    args: ['--noEmit', '-p', 'tsconfig.web.json'],
  },
]

/** @param {string[]} fixArgs `--fix` lets biome and oxlint mend what they can */
async function lint(fixArgs) {
  const { node } = await setUp()
  const failed = CHECKS.filter(({ name, script, args }) => {
    const extra =
      fixArgs.includes('--fix') && !name.startsWith('tsc')
        ? [name === 'biome' ? '--write' : '--fix']
        : []
    say(`── ${name}`)
    const command = [join(ROOT, 'node_modules', script), ...args, ...extra]
    return spawnSync(node.path, command, { cwd: ROOT, stdio: 'inherit' }).status !== 0
  })
  say(failed.length ? `Failed: ${failed.map(({ name }) => name).join(', ')}` : 'No complaints.')
  return failed.length ? 1 : 0
}

if (isMain(import.meta.url)) await runMain(() => lint(process.argv.slice(2)))
