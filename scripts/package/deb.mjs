import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  createReadStream,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import { lastLines, runCommand } from '../setup/command.mjs'
import { runMain, SetupFailure } from '../setup/failure.mjs'
import { readJson } from '../setup/files.mjs'
import { isMain, ROOT } from '../setup/paths.mjs'
import { megabytes, say } from '../setup/say.mjs'
import { findDepends } from './debian/depends.mjs'
import { missed } from './debian/libraries.mjs'
import { isProgram } from './elf.mjs'
import { filesBelow } from './files-below.mjs'
import { addressesOf } from './release.mjs'
import { findPacked } from './smoke.mjs'

// node scripts/package/deb.mjs [FOLDER]: out/installers/Hindcast-VERSION-linux-amd64.deb (or arm64)
// from the folder that electron-builder packed. Not by electron-builder itself: it would fetch fpm, a Ruby
// program, for what dpkg-deb does wherever a .deb is installed; its list of dependencies is fixed and
// names packages that are gone; and its scripts ask as root whether users have namespaces.

const OPT = 'opt/Hindcast'

/**
 * Where nobody has said whom to write to. The domain .invalid belongs to nobody, and never will
 * (RFC 2606); `author` in package.json takes its place.
 */
const NOBODY = 'Hindcast contributors <nobody@hindcast.invalid>'

/** Debian's words for Node's. @type {Record<string, string>} */
const architectures = { x64: 'amd64', arm64: 'arm64' }

/**
 * Measured on 851 MB: xz at its usual level makes 174 MB of them in six minutes of processor time, half
 * as long on two; zstd -12 makes 211 MB in one, and at its highest levels takes longer than xz for more.
 * It is packed once and fetched often; unpacking takes six seconds.
 */
const COMPRESSION = ['-Zxz', '-z6']

/**
 * @typedef {object} Wish
 * @property {string} folder the packed program
 * @property {string} into folder of the result
 * @property {string} [root] the checkout
 * @property {string} [arch] Node's word
 * @property {readonly string[]} [compression] options of dpkg-deb
 */

/**
 * @param {Wish} wish
 * @returns {Promise<string>} path of the .deb
 * @throws {SetupFailure}
 */
export async function makeDeb({ folder, into, root = ROOT, arch = process.arch, ...rest }) {
  const { version } = readJson(join(root, 'package.json'))
  const name = `Hindcast-${version}-linux-${architectures[arch]}.deb`
  const tree = join(into, '.deb-tree')
  rmSync(tree, { recursive: true, force: true })
  try {
    layOut(tree, folder, root)
    await writeControl(tree, { root, arch, depends: findDepends(folder) })
    setModes(tree)
    await runDpkgDeb([...(rest.compression ?? COMPRESSION), '--build', tree, join(into, name)])
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
  return join(into, name)
}

/**
 * Every file where the system looks for it; what is in /usr leads to /opt.
 * @param {string} tree @param {string} folder @param {string} root
 */
function layOut(tree, folder, root) {
  const debian = join(import.meta.dirname, 'debian')
  cpSync(folder, join(tree, OPT), { recursive: true, verbatimSymlinks: true })
  cpSync(join(debian, 'apparmor-profile'), join(tree, OPT, 'resources', 'apparmor-profile'))
  put(
    tree,
    'usr/share/applications/hindcast.desktop',
    readFileSync(join(debian, 'hindcast.desktop'))
  )
  mkdirSync(join(tree, 'usr/bin'))
  symlinkSync(`/${OPT}/hindcast`, join(tree, 'usr/bin/hindcast'))
  const icons = join(root, 'resources', 'icons')
  for (const icon of readdirSync(icons)) {
    const size = icon.replace('.png', '')
    put(tree, `usr/share/icons/hicolor/${size}/apps/hindcast.png`, readFileSync(join(icons, icon)))
  }
  const licence = readFileSync(join(root, 'LICENSE'), 'utf8')
  const copyright = readFileSync(join(debian, 'copyright'), 'utf8')
  put(tree, 'usr/share/doc/hindcast/copyright', copyright.replace('@MIT@', indent(licence)))
  const changes = gzipSync(readFileSync(join(root, 'CHANGELOG.md')), { level: 9 })
  put(tree, 'usr/share/doc/hindcast/CHANGELOG.md.gz', changes)
}

/** @param {string} tree @param {string} name @param {string | Buffer} content */
function put(tree, name, content) {
  mkdirSync(dirname(join(tree, name)), { recursive: true })
  writeFileSync(join(tree, name), content)
}

/** As a field of several lines wants it: a blank before each, a dot on empty ones. @param {string} text */
const indent = text =>
  text
    .trim()
    .split('\n')
    .map(line => ` ${line.trim() || '.'}`)
    .join('\n')

/**
 * @param {string} tree
 * @param {{ root: string, arch: string, depends: readonly string[] }} about
 */
async function writeControl(tree, { root, arch, depends }) {
  const files = filesBelow(tree)
  const sums = await Promise.all(
    files.map(async ({ name, path }) => `${await md5(path)}  ${name}\n`)
  )
  put(tree, 'DEBIAN/md5sums', sums.join(''))
  const kilobytes = files.reduce((sum, { bytes }) => sum + Math.ceil(bytes / 1024), 0)
  put(
    tree,
    'DEBIAN/control',
    control(readJson(join(root, 'package.json')), { arch, depends, kilobytes })
  )
  for (const script of ['postinst', 'postrm'])
    put(tree, `DEBIAN/${script}`, readFileSync(join(import.meta.dirname, 'debian', script)))
}

/**
 * The fields that apt reads.
 * @param {{ version: string, author?: string, homepage?: string }} project package.json
 * @param {{ arch: string, depends: readonly string[], kilobytes: number }} packed
 */
export function control(project, { arch, depends, kilobytes }) {
  const { homepage } = addressesOf(project)
  const fields = {
    Package: 'hindcast',
    // 1.0.0-beta.1 comes before 1.0.0 only with a tilde
    Version: project.version.replace('-', '~'),
    Architecture: architectures[arch],
    Maintainer: project.author || NOBODY,
    'Installed-Size': kilobytes,
    Depends: depends.join(', '),
    Recommends: missed.join(', '),
    Section: 'science',
    Priority: 'optional',
    ...(homepage && { Homepage: homepage }),
    Description: `lab for recurrent-network forecasts of price series
 Hindcast trains recurrent networks (a deep RNN, an LSTM, a GRU) on daily
 prices, draws what they predict beside what happened, forecasts the days to
 come, and says whether any of it beats "tomorrow = today". Mostly it does not.
 .
 It forecasts; it advises nothing.`,
  }
  return `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`
}

/** What debsums compares. @param {string} path */
async function md5(path) {
  const hash = createHash('md5')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/**
 * Whatever umask this was built under: folders and programs for all to use, the rest to read.
 * @param {string} tree
 */
function setModes(tree) {
  for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true }))
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o755)
  chmodSync(tree, 0o755)
  for (const { path } of filesBelow(tree)) chmodSync(path, isProgram(path) ? 0o755 : 0o644)
}

/** @param {readonly string[]} args */
async function runDpkgDeb(args) {
  // all files are root's, whoever builds
  const { code, output } = await runCommand('dpkg-deb', ['--root-owner-group', ...args])
  if (code === 0) return
  throw new SetupFailure(
    `dpkg-deb made no .deb.\n${lastLines(output)}`,
    'It comes with Debian and Ubuntu, and in other systems as the package dpkg.'
  )
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const into = join(ROOT, 'out', 'installers')
    const folder = process.argv[2] ?? dirname(findPacked(into, 'linux'))
    const deb = await makeDeb({ folder, into })
    say(`${deb}: ${megabytes(statSync(deb).size)}`)
  })
}
