import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { control, makeDeb } from '../../scripts/package/deb.mjs'
import { findDepends } from '../../scripts/package/debian/depends.mjs'
import { findProgram } from '../../scripts/setup/find-program.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'

// The whole program is proved by scripts/package/prove-deb.mjs, in minutes and as root. Here a folder
// that only looks like it is packed by the same code.

const addon = join(ROOT, 'node_modules', 'better-sqlite3', 'prebuilds', 'linux-x64.node')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-deb-'))
  put('hindcast', '#!/bin/sh\n')
  put('chrome-sandbox', '#!/bin/sh\n')
  put('resources/app.asar', 'the program')
  put('resources/lib/libtensorflow.so.2', '')
  copyFileSync(addon, join(folder, 'packed', 'resources/lib/libtensorflow.so.2'))
  symlinkSync('libtensorflow.so.2', join(folder, 'packed', 'resources/lib/libtensorflow.so'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, text: string) {
  const path = join(folder, 'packed', name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const run = (command: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`)
  return stdout
}

const make = () =>
  makeDeb({
    folder: join(folder, 'packed'),
    into: folder,
    arch: 'x64',
    compression: ['-Zgzip', '-z1'],
  })

describe.skipIf(!findProgram('dpkg-deb'))('the .deb', () => {
  it('says what apt reads', async () => {
    const deb = await make()
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(deb).toBe(join(folder, `Hindcast-${version}-linux-amd64.deb`))
    const field = (name: string) => run('dpkg-deb', '--field', deb, name).trim()
    expect(field('Package')).toBe('hindcast')
    expect(field('Architecture')).toBe('amd64')
    expect(field('Depends')).toMatch(/\blibc6 \(>= 2\.\d+\)/)
    expect(field('Depends')).toMatch(/\blibstdc\+\+6\b/)
    expect(Number(field('Installed-Size'))).toBeGreaterThan(statSync(addon).size / 1024)
    expect(readdirSync(folder).sort()).toEqual([`Hindcast-${version}-linux-amd64.deb`, 'packed'])
  })

  it('puts every file where the system looks for it, root’s, with the right mode', async () => {
    chmodSync(join(folder, 'packed', 'resources'), 0o700) // as under a strict umask
    chmodSync(join(folder, 'packed', 'hindcast'), 0o700)
    const list = run('dpkg-deb', '--contents', await make())
    const entries = new Map(
      list
        .trim()
        .split('\n')
        .map(line => /^(\S+) (\S+) .*? \.(\/\S*)(?: -> (\S+))?$/.exec(line))
        .map(found => [String(found?.[3]), { mode: found?.[1], owner: found?.[2], to: found?.[4] }])
    )
    expect(new Set([...entries.values()].map(({ owner }) => owner))).toEqual(new Set(['root/root']))
    const modes = (name: string) => entries.get(name)?.mode
    expect(modes('/opt/Hindcast/hindcast')).toBe('-rwxr-xr-x')
    expect(modes('/opt/Hindcast/chrome-sandbox')).toBe('-rwxr-xr-x')
    expect(modes('/opt/Hindcast/resources/')).toBe('drwxr-xr-x')
    expect(modes('/opt/Hindcast/resources/lib/libtensorflow.so.2')).toBe('-rw-r--r--')
    expect(entries.get('/opt/Hindcast/resources/lib/libtensorflow.so')?.to).toBe(
      'libtensorflow.so.2'
    )
    expect(entries.get('/usr/bin/hindcast')?.to).toBe('/opt/Hindcast/hindcast')
    for (const icon of readdirSync(join(ROOT, 'resources', 'icons'))) {
      const size = icon.replace('.png', '')
      expect(modes(`/usr/share/icons/hicolor/${size}/apps/hindcast.png`)).toBe('-rw-r--r--')
    }
    expect(modes('/usr/share/applications/hindcast.desktop')).toBe('-rw-r--r--')
    expect(modes('/usr/share/doc/hindcast/copyright')).toBe('-rw-r--r--')
  })

  it('installs into a folder and leaves nothing there when it is removed', async () => {
    // without its scripts, which want a shell in that folder: prove-deb.mjs has one
    const [tree, root] = [join(folder, 'tree'), join(folder, 'root')]
    run('dpkg-deb', '--raw-extract', await make(), tree)
    for (const script of ['postinst', 'postrm']) rmSync(join(tree, 'DEBIAN', script))
    run('dpkg-deb', '--root-owner-group', '-Znone', '--build', tree, join(folder, 'plain.deb'))
    for (const part of ['updates', 'info']) mkdirSync(join(root, 'dpkg', part), { recursive: true })
    for (const part of ['status', 'available']) writeFileSync(join(root, 'dpkg', part), '')
    const dpkg = (...args: string[]) =>
      run('dpkg', `--instdir=${root}`, `--admindir=${root}/dpkg`, ...force, ...args)
    dpkg('--install', join(folder, 'plain.deb'))
    expect(readlinkSync(join(root, 'usr/bin/hindcast'))).toBe('/opt/Hindcast/hindcast')
    expect(lstatSync(join(root, 'opt/Hindcast/hindcast')).isFile()).toBe(true)
    expect(dpkg('--verify', 'hindcast')).toBe('') // against its own md5sums
    dpkg('--purge', 'hindcast')
    expect(readdirSync(root)).toEqual(['dpkg'])
  })

  it('has scripts that every Debian’s shell reads', () => {
    for (const script of ['postinst', 'postrm'])
      run('sh', '-n', join(ROOT, 'scripts', 'package', 'debian', script))
  })
})

/** Nothing of the machine that runs this is needed or changed. */
const force = [
  '--force-not-root',
  '--force-depends',
  '--force-script-chrootless',
  '--log=/dev/null',
]

describe('findDepends', () => {
  it('leaves out what the program brings itself, also behind a link', () => {
    const all = findDepends(join(folder, 'packed'))
    put('libstdc++.so.6.0.33', '')
    symlinkSync('libstdc++.so.6.0.33', join(folder, 'packed', 'libstdc++.so.6'))
    expect(all.some(name => name.startsWith('libstdc++6'))).toBe(true)
    expect(findDepends(join(folder, 'packed'))).toEqual(
      all.filter(name => !name.startsWith('libstdc++6'))
    )
  })

  it('refuses a library whose package nobody knows, by name', () => {
    const file = join(folder, 'packed', 'resources/lib/libtensorflow.so.2')
    const bytes = readFileSync(file, 'latin1').replaceAll('libstdc++.so.6', 'libmadeup.so.6')
    writeFileSync(file, bytes, 'latin1')
    expect(() => findDepends(join(folder, 'packed'))).toThrow(
      'No Debian package is known for libmadeup.so.6.'
    )
  })
})

describe('control', () => {
  const packed = { arch: 'arm64', depends: ['libc6', 'libgtk-3-0t64 | libgtk-3-0'], kilobytes: 7 }

  it('names nobody’s address while nobody’s is known', () => {
    const text = control({ version: '1.0.0-beta.1', homepage: '' }, packed)
    expect(text).not.toMatch(/^Homepage/m)
    expect(text).toMatch(/^Maintainer: Hindcast contributors <nobody@hindcast\.invalid>$/m)
    expect(text).toMatch(/^Version: 1\.0\.0~beta\.1$/m)
    expect(text).toMatch(/^Architecture: arm64$/m)
    expect(text).toMatch(/^Depends: libc6, libgtk-3-0t64 \| libgtk-3-0$/m)
  })

  it('takes addresses from package.json', () => {
    const author = 'A. Maker <maker@example.com>'
    const text = control({ version: '1.0.0', homepage: 'https://example.com', author }, packed)
    expect(text).toContain('\nHomepage: https://example.com\n')
    expect(text).toContain(`\nMaintainer: ${author}\n`)
  })
})

it('appears in menus as the AppImage does', () => {
  const desktop = readFileSync(join(ROOT, 'scripts/package/debian/hindcast.desktop'), 'utf8')
  const builder = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8')
  const value = (key: string) => new RegExp(`^ {2}${key}: (.*)$`, 'm').exec(builder)?.[1]
  expect(desktop).toContain(`\nComment=${value('synopsis')}\n`)
  expect(desktop).toContain(`\nCategories=${value('category')};`)
  expect(existsSync(join(ROOT, 'resources', 'icons', '128x128.png'))).toBe(true)
})
