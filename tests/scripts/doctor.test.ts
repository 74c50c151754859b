import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/setup/paths.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-doctor-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Finding = { name: string; state: string; found: string; remedy?: string }

function diagnose(script: string, args: string[] = []) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
  })
  return { stdout, stderr, status }
}

const byName = (stdout: string) => {
  const { findings } = JSON.parse(stdout) as { findings: Finding[] }
  return Object.fromEntries(findings.map(finding => [finding.name, finding]))
}

describe('doctor', () => {
  it('proves the backend by a real operation and says where all came from', () => {
    const { stdout, status } = diagnose(join(ROOT, 'scripts', 'hindcast.mjs'), ['doctor', '--json'])
    const findings = byName(stdout)
    expect(status).toBe(0)
    expect(findings['A real operation']).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('3'),
    })
    expect(findings['libtensorflow']?.found).toMatch(/^\d+\.\d+\.\d+, from .+, in .+/)
    expect(findings['SQLite']?.found).toMatch(/^3\.\d+/)
    expect(Object.keys(findings)).toEqual(
      expect.arrayContaining([
        'Node',
        'npm',
        'Packages',
        'TensorFlow addon',
        'Threads',
        'Data folder',
        'Display',
        'Browser',
        'Electron',
      ])
    )
  })

  it('prints a table for people', () => {
    const { stdout } = diagnose(join(ROOT, 'scripts', 'doctor.mjs'))
    expect(stdout).toMatch(/✓ Node .+24\./)
    expect(stdout).toContain('Everything Hindcast needs is here.')
  })

  it('works in a checkout that was never set up, with a remedy for each thing missing', () => {
    cpSync(join(ROOT, 'scripts'), join(folder, 'scripts'), { recursive: true })
    for (const file of ['package.json', 'package-lock.json'])
      cpSync(join(ROOT, file), join(folder, file))
    mkdirSync(join(folder, 'node_modules'))
    const { stdout, stderr, status } = diagnose(join(folder, 'scripts', 'doctor.mjs'), ['--json'])
    const findings = byName(stdout)
    expect(status).toBe(1)
    expect(stderr).toBe('')
    for (const name of ['Packages', 'TensorFlow addon', 'libtensorflow', 'A real operation']) {
      expect(findings[name]).toMatchObject({
        state: 'broken',
        remedy: expect.stringContaining('npm run setup'),
      })
    }
  })
})
