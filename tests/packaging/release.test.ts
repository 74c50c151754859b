import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addressesOf, checkRelease } from '../../scripts/package/release.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'

const project = {
  version: '1.2.3',
  homepage: 'https://hindcast.example.com',
  repository: { url: 'https://git.example.com/hindcast' },
}
const windows = (env: NodeJS.ProcessEnv = {}) => ({ platform: 'win32', env })

describe('a release', () => {
  it.each([
    ['homepage', { ...project, homepage: '' }],
    ['repository', { ...project, repository: '' }],
    ['repository', { ...project, repository: {} }],
  ])('is not made without a %s', (name, without) => {
    expect(() => checkRelease(without, windows())).toThrow(`package.json leaves ${name} empty`)
  })

  it('is not made of this checkout before its addresses are filled in', () => {
    const here = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const { homepage, repository } = addressesOf(here)
    const check = () => checkRelease(here, windows())
    if (homepage && repository) check()
    else expect(check).toThrow('A release names its homepage and its repository')
  })

  it('is named as its tag is', () => {
    const tagged = (name: string) => windows({ GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: name })
    expect(() => checkRelease(project, tagged('v1.2.4'))).toThrow('The tag is v1.2.4')
    checkRelease(project, tagged('v1.2.3'))
  })

  it('has the pinned Electron, and on Linux its tools', () => {
    const foreign = windows({ HINDCAST_ELECTRON_DIST: '/opt/electron' })
    expect(() => checkRelease(project, foreign)).toThrow('pinned Electron')
    const bare = { platform: 'linux', env: { PATH: '/nowhere' } }
    expect(() => checkRelease(project, bare)).toThrow('there is no strip, no dpkg-deb here')
  })
})

it('has no address of somebody else in what is packed', () => {
  const debian = join(ROOT, 'scripts', 'package', 'debian')
  const files = [
    join(ROOT, 'electron-builder.yml'),
    join(ROOT, 'package.json'),
    join(ROOT, 'scripts', 'package', 'deb.mjs'),
    ...readdirSync(debian).map(name => join(debian, name)),
  ]
  expect(files.filter(file => /example\.(?:org|com|net)/.test(readFileSync(file, 'utf8')))).toEqual(
    []
  )
})
