import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/setup/paths.mjs'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const project = JSON.parse(read('package.json'))
const direct = Object.keys({
  ...project.dependencies,
  ...project.devDependencies,
  ...project.optionalDependencies,
}).sort()

type LockEntry = { version?: string; optionalDependencies?: Record<string, string> }
const locked: Record<string, LockEntry> = JSON.parse(read('package-lock.json')).packages

describe('dependencies', () => {
  it('each have their reason in docs/dependencies.md, and nothing else has', () => {
    const rows = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| \S/gm)]
    expect(rows.map(([, name]) => String(name)).sort()).toEqual(direct)
  })

  it('are pinned to one version', () => {
    const versions = direct.map(
      name =>
        (project.dependencies[name] ??
          project.devDependencies[name] ??
          project.optionalDependencies[name]) as string
    )
    expect(versions.filter(version => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  // npm leaves out what its registry does not have at the moment, and `npm ci` then refuses.
  it('have the binaries of every platform in the lockfile', () => {
    const missing = Object.values(locked).flatMap(entry =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        name => !Object.keys(locked).some(path => path.endsWith(`node_modules/${name}`))
      )
    )
    expect(missing).toEqual([])
  })
})
