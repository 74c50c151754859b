import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { builderArguments, builderOptions } from '../../scripts/package/pack.mjs'
import { findPacked } from '../../scripts/package/smoke.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-packed-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it.each([
  ['linux', 'linux-arm64-unpacked/hindcast'],
  ['win32', 'win-unpacked/Hindcast.exe'],
  ['darwin', 'mac-arm64/Hindcast.app/Contents/MacOS/Hindcast'],
])('finds the packed program of %s beside its installers', (platform, path) => {
  writeFileSync(join(folder, 'Hindcast-0.1.0.AppImage'), '')
  expect(() => findPacked(folder, platform)).toThrow('No packed program')
  const program = join(folder, path)
  mkdirSync(dirname(program), { recursive: true })
  writeFileSync(program, '')
  expect(findPacked(folder, platform)).toBe(program)
})

it('packs for the architecture whose library is here, and signs for nobody without a certificate', () => {
  expect(builderOptions({ platform: 'linux', arch: 'arm64', env: {} })).toEqual([
    '--arm64',
    '--publish=never',
  ])
  const mac = (env: NodeJS.ProcessEnv) => builderOptions({ platform: 'darwin', arch: 'x64', env })
  expect(mac({})).toContain('--config.mac.hardenedRuntime=false')
  expect(mac({ CSC_LINK: 'a certificate' })).toEqual(['--x64', '--publish=never'])
})

it('takes an Electron out of a folder, and an address once there is one', () => {
  const machine = {
    platform: 'linux',
    arch: 'x64',
    env: { HINDCAST_ELECTRON_DIST: '/opt/electron' },
  }
  expect(builderOptions({ ...machine, homepage: 'https://example.com' })).toEqual([
    '--x64',
    '--publish=never',
    '--config.electronDist=/opt/electron',
    '--config.extraMetadata.homepage=https://example.com',
  ])
})

it('keeps its own options to itself, and lets electron-builder stop at the folder for a .deb', () => {
  expect(builderArguments(['--release', '--config', 'mine.json'])).toEqual([
    '--config',
    'mine.json',
  ])
  expect(builderArguments(['--deb'])).toEqual(['--dir'])
})
