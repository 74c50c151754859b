import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isArtifact } from '../../scripts/package/sums.mjs'
import { findProgram } from '../../scripts/setup/find-program.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'

// No runner is here to try the workflow: what can be read of it is checked instead.

// the parser with which electron-builder reads electron-builder.yml
const builder = createRequire(import.meta.url).resolve('electron-builder')
const { load } = createRequire(createRequire(builder).resolve('app-builder-lib'))('js-yaml') as {
  load: (text: string) => unknown
}
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8')

interface Step {
  name?: string
  uses?: string
  run?: string
  if?: string
  with?: Record<string, string>
}
interface Job {
  needs?: string
  steps: Step[]
}
const folder = ['.github', 'workflows']
const files = readdirSync(join(ROOT, ...folder))
const workflows = files.map(file => load(read(...folder, file)) as { jobs: Record<string, Job> })
const steps = workflows.flatMap(({ jobs }) => Object.values(jobs).flatMap(job => job.steps))
const runs = steps.flatMap(({ run }) => run ?? [])
/** What GitHub puts in place of its own expressions is a word to the shell. */
const asShell = (run: string) => run.replace(/\$\{\{.*?\}\}/g, 'word')

const installers = workflows[files.indexOf('installers.yml')]!.jobs
const onSystem = (system: string) =>
  installers['package']!.steps.filter(step => step.if === `runner.os == '${system}'`)

describe('the workflows', () => {
  it('run other people’s actions by the commit that was looked at, with its version beside it', () => {
    const lines = files.flatMap(file => read(...folder, file).match(/uses: .*/g) ?? [])
    expect(lines.length).toBeGreaterThan(3)
    expect(
      lines.filter(line => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))
    ).toEqual([])
    const commits = new Set(lines)
    const names = new Set(lines.map(line => line.split('@')[0]))
    expect(commits.size).toBe(names.size) // one commit an action
  })

  it('name only scripts that are there', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const files = runs.flatMap(run => run.match(/\bscripts\/[\w/-]+\.m?js\b/g) ?? [])
    const commands = runs.flatMap(run => [...run.matchAll(/\bnpm run ([\w:-]+)/g)])
    expect(files.length).toBeGreaterThan(3)
    expect(commands.length).toBeGreaterThan(3)
    expect(files.filter(file => !existsSync(join(ROOT, file)))).toEqual([])
    expect(commands.map(([, name]) => name).filter(name => !scripts[String(name)])).toEqual([])
  })

  it.skipIf(!findProgram('bash'))('are read by the shell, every step', () => {
    const check = (run: string) =>
      spawnSync('bash', ['-n'], { input: asShell(run), encoding: 'utf8' }).stderr
    expect(runs.map(check).filter(Boolean)).toEqual([])
  })

  it('never put what somebody else wrote into a shell', () => {
    const expressions = runs.flatMap(run => run.match(/\$\{\{.*?\}\}/g) ?? [])
    // a tag's own name could hold a command; whether there is one cannot
    const words = expressions.map(expression => expression.slice(3, -2).trim())
    expect(words).toEqual(["github.ref_type == 'tag' && '--release' || ''"])
  })
})

describe('the installers', () => {
  const config = load(read('electron-builder.yml')) as Record<string, { target: string[] }>
  const targets = [
    ...['linux', 'win', 'mac'].flatMap(system => config[system]!.target.map(one => [system, one])),
    ['linux', 'deb'],
  ] as [string, string][]
  const systems: Record<string, string> = { linux: 'Linux', win: 'Windows', mac: 'macOS' }

  it.each(targets)('of %s are installed and started: %s', (system, target) => {
    const own = onSystem(systems[system]!).filter(({ name }) => name?.startsWith(`${target}: `))
    expect(own.length).toBeGreaterThan(0)
    const smoked = own.filter(({ run }) =>
      /scripts\/package\/(?:smoke|prove-deb)\.mjs "?[$/]/.test(`${run}`)
    )
    expect(smoked).toEqual(own)
  })

  it('are started, then uploaded, all kinds of them, with their bills of materials', () => {
    const own = installers['package']!.steps
    const upload = own.findIndex(({ uses }) => uses?.startsWith('actions/upload-artifact@'))
    const lastRun = own.findLastIndex(({ run }) => run)
    expect(upload).toBeGreaterThan(lastRun)
    const paths = own[upload]!.with!['path']!.trim().split('\n')
    const kinds = paths.map(path => path.replace('out/installers/*', 'x'))
    expect(kinds.filter(kind => !isArtifact(kind))).toEqual([])
    const wanted = ['AppImage', 'deb', 'dmg', 'zip', 'exe', 'cdx.json'].map(kind => `x.${kind}`)
    expect(kinds.toSorted()).toEqual(wanted.toSorted())
  })

  it('are summed up once all are there', () => {
    const { needs, steps: own } = installers['sums']!
    expect(needs).toBe('package')
    expect(own.some(({ run }) => run?.includes('scripts/package/sums.mjs'))).toBe(true)
  })

  it('are refused where a release lacks something', () => {
    const made = runs.find(run => run.includes('npm run package'))
    expect(made).toContain('--release')
  })

  it('come after the tests in Electron, on every system', () => {
    const own = installers['package']!.steps
    const at = (text: string) => own.findIndex(({ run }) => run?.includes(text))
    expect(at('npm run test:electron')).toBeGreaterThan(-1)
    expect(at('npm run test:electron')).toBeLessThan(at('npm run package'))
    expect(own[at('npm run test:electron')]!.if).toBeUndefined()
  })
})
