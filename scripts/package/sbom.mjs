import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { SetupFailure } from '../setup/failure.mjs'
import { readJson, sha256 } from '../setup/files.mjs'
import { filesBelow } from './files-below.mjs'
import { addressesOf } from './release.mjs'

// The bill of materials of an installer, as CycloneDX 1.5: what is in it, not what made it. Neither
// `npm sbom` nor --omit=dev says that: the window's packages are development dependencies because
// they are bundled, and most of what is installed, also for use, leaves no byte in the program. So
// the names come out of the program laid out (of what was bundled its LICENSES.txt, of the rest its
// node_modules), and what is known about them out of the lockfile. The same program gives the same
// bill, byte for byte: hence no time in it.

/** @typedef {{ version?: string, license?: string, integrity?: string }} Locked an entry of the lockfile */
/** @typedef {{ name: string, version: string }} Named */
/** @typedef {{ version: string, origin: 'official' | 'wheel' }} Library */
/** @typedef {Record<string, unknown> & { 'bom-ref': string }} Component */

/**
 * @typedef {object} Materials
 * @property {import('./release.mjs').Project & { name: string, license: string, description: string }} project
 * @property {Record<string, Locked>} locked `packages` of the lockfile
 * @property {readonly Named[]} packages that there is code of in the program
 * @property {Component[]} others
 */

/**
 * @param {string} root the checkout
 * @param {{ stage: string, packed: string, library: Library, electron: string }} program
 * @returns {Promise<string>} JSON
 */
export async function writeSbom(root, { stage, packed, library, electron }) {
  const bill = makeBill({
    project: readJson(join(root, 'package.json')),
    locked: readJson(join(root, 'package-lock.json')).packages,
    packages: packagesIn(stage),
    others: [runtimeComponent(electron, packed), await libraryComponent(stage, library)],
  })
  return `${JSON.stringify(bill, null, 2)}\n`
}

/**
 * Each package once for each version, sorted.
 * @param {string} stage the program laid out
 * @returns {Named[]}
 */
export function packagesIn(stage) {
  const bundled = ['main', 'renderer'].flatMap(part =>
    namesIn(readFileSync(join(stage, part, 'LICENSES.txt'), 'utf8'))
  )
  const beside = filesBelow(join(stage, 'node_modules'))
    .filter(({ name }) => /^(?:@[^/]+\/)?[^/]+\/package\.json$/.test(name))
    .map(({ path }) => readJson(path))
  const all = [...bundled, ...beside].map(({ name, version }) => `${name} ${version}`)
  return [...new Set(all)].sort().map(toNamed)
}

/** The heads of the parts of a LICENSES.txt (licences.mjs). @param {string} text */
const namesIn = text =>
  text.split(/\n-{80}\n\n/).flatMap(part => (part.split('\n\n')[0] ?? '').split('\n').map(toNamed))

/** @param {string} line @returns {Named} */
function toNamed(line) {
  const [name = '', version = ''] = line.split(' ')
  return { name, version }
}

/**
 * @param {Materials} materials
 */
export function makeBill({ project, locked, packages, others }) {
  const components = [...others, ...packages.map(one => packageComponent(one, locked))]
  const own = `pkg:npm/${project.name}@${project.version}`
  const { homepage, repository } = addressesOf(project)
  const links = [
    ...(homepage ? [{ type: 'website', url: homepage }] : []),
    ...(repository ? [{ type: 'vcs', url: repository }] : []),
  ]
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify([own, components]))}`,
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'post-build' }],
      component: {
        'bom-ref': own,
        type: 'application',
        name: project.name,
        version: project.version,
        description: project.description,
        licenses: licencesOf(project.license),
        ...(links.length > 0 && { externalReferences: links }),
      },
    },
    components,
    dependencies: [{ ref: own, dependsOn: components.map(one => one['bom-ref']) }],
  }
}

/**
 * @param {Named} named @param {Record<string, Locked>} locked
 * @returns {Component}
 */
function packageComponent({ name, version }, locked) {
  const [, entry] =
    Object.entries(locked).find(
      ([path, { version: its }]) => path.endsWith(`node_modules/${name}`) && its === version
    ) ?? []
  if (!entry)
    throw new SetupFailure(
      `${name} ${version} is in the program and not in package-lock.json.`,
      'Run npm ci, then npm run package again: the two must agree.'
    )
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return {
    'bom-ref': purl,
    type: 'library',
    name,
    version,
    purl,
    ...(entry.license && { licenses: licencesOf(entry.license) }),
    ...(entry.integrity && { hashes: [hashOf(entry.integrity)] }),
  }
}

/** An SPDX expression has blanks, a name has none. @param {string} licence */
const licencesOf = licence =>
  licence.includes(' ') ? [{ expression: licence }] : [{ license: { id: licence } }]

/** npm's `sha512-` and Base64, as hexadecimal digits. @param {string} integrity */
function hashOf(integrity) {
  const [kind = '', digest = ''] = integrity.split('-')
  return {
    alg: kind.replace('sha', 'SHA-'),
    content: Buffer.from(digest, 'base64').toString('hex'),
  }
}

/**
 * Electron, with the Chromium and the Node that its own binary says it is made of. Where the binary
 * does not say so (a test's), it is the Electron that was asked for, and no more is claimed.
 * @param {string} wanted @param {string} packed
 * @returns {Component}
 */
function runtimeComponent(wanted, packed) {
  const said = runtimeVersions(packed)
  const version = said.electron ?? wanted // HINDCAST_ELECTRON_DIST may hold another one
  /** @param {string} name @param {string | undefined} its */
  const part = (name, its) =>
    its ? [{ 'bom-ref': `electron/${name}@${its}`, type: 'framework', name, version: its }] : []
  const inside = [...part('Chromium', said.chromium), ...part('Node.js', said.node)]
  return {
    'bom-ref': `pkg:npm/electron@${version}`,
    type: 'framework',
    name: 'electron',
    version,
    purl: `pkg:npm/electron@${version}`,
    licenses: licencesOf('MIT'),
    ...(inside.length > 0 && { components: inside }),
  }
}

/** Where the code of Electron itself is, by system. */
const BINARIES = /(?:^|\/)(?:hindcast|Hindcast\.exe|Electron Framework)$/

/**
 * As the binary says them to web servers, and to whoever asks Node for its name.
 * @param {string} packed
 * @returns {{ electron?: string | undefined, chromium?: string | undefined, node?: string | undefined }}
 */
export function runtimeVersions(packed) {
  const binary = filesBelow(packed).find(({ name }) => BINARIES.test(name))
  if (!binary) return {}
  const bytes = readFileSync(binary.path)
  const [chromium, electron] = wordsAfter(bytes, 'Chrome/', /^([\d.]+) Electron\/([\d.]+)/)
  const [node] = wordsAfter(bytes, 'node.js/v', /^([\d.]+)/)
  return { electron, chromium, node }
}

/** @param {Buffer} bytes @param {string} mark @param {RegExp} pattern @returns {string[]} */
function wordsAfter(bytes, mark, pattern) {
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
    const from = at + mark.length
    const found = pattern.exec(bytes.toString('latin1', from, from + 64))
    if (found) return found.slice(1)
  }
  return []
}

/**
 * TensorFlow's own library, by the hashes of the files that are packed: stripped of symbols, they are
 * not those of any download. Its version is what it says when asked (set-up does).
 * @param {string} stage @param {Library} library
 * @returns {Promise<Component>}
 */
async function libraryComponent(stage, { version, origin }) {
  const files = filesBelow(join(stage, 'node_modules', '@tensorflow')).filter(({ name }) =>
    /tensorflow[^/]*(?:\.so[\d.]*|\.dylib|\.dll)$/.test(name)
  )
  const parts = await Promise.all(
    files.map(async ({ path }) => ({
      'bom-ref': `libtensorflow/${basename(path)}`,
      type: 'file',
      name: basename(path),
      hashes: [{ alg: 'SHA-256', content: await sha256(path) }],
    }))
  )
  const purl = `pkg:generic/libtensorflow@${version}`
  return {
    'bom-ref': purl,
    type: 'library',
    name: 'libtensorflow',
    version,
    purl,
    licenses: licencesOf('Apache-2.0'),
    properties: [{ name: 'hindcast:origin', value: origin }],
    components: parts,
  }
}

/** A name for each content, in the shape that serial numbers have. @param {string} text */
function uuidOf(text) {
  const digits = createHash('sha256').update(text).digest('hex')
  const variant = '89ab'[Number.parseInt(digits[16] ?? '0', 16) % 4]
  // version 8: made by a rule of one's own (RFC 9562)
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
