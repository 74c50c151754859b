import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './setup/paths.mjs'
import { say } from './setup/say.mjs'

// node scripts/complete-lockfile.mjs, after an `npm install` that changed the lockfile.
// npm leaves an optional package out of the lockfile when its registry does not have it at the
// moment (a mirror that lags behind), and `npm ci` then refuses everywhere. This adds the entry
// that npm would have written, without a hash: its platform is in its name.

/** @typedef {{ version?: string, dev?: boolean, optionalDependencies?: Record<string, string> }} Entry */

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const PROCESSORS = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']

/** @param {string} name of a package, like @scope/tool-linux-x64-musl */
function platformOf(name) {
  const words = name.split(/[/-]/)
  const os = SYSTEMS.filter(word => words.includes(word))
  const cpu = PROCESSORS.filter(word => words.includes(word))
  const libc = words.some(word => word.startsWith('musl')) ? ['musl'] : ['glibc']
  return { os, cpu, ...(os[0] === 'linux' && { libc }) }
}

/**
 * The entries that are missing, by their path in node_modules.
 * @param {Record<string, Entry>} packages
 */
function missingEntries(packages) {
  const names = new Set(Object.keys(packages).map(path => path.split('node_modules/').at(-1)))
  return Object.values(packages).flatMap(({ optionalDependencies = {}, dev }) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !names.has(name))
      .map(([name, version]) => {
        const entry = { version, ...(dev && { dev }), optional: true, ...platformOf(name) }
        return /** @type {const} */ ([`node_modules/${name}`, entry])
      })
  )
}

const file = join(ROOT, 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const missing = missingEntries(lock.packages)
const unclear = missing.filter(([, { version, os }]) => !/^\d/.test(version) || os.length === 0)
const added = missing.filter(entry => !unclear.includes(entry))
const sorted = Object.entries({ ...lock.packages, ...Object.fromEntries(added) })
lock.packages = Object.fromEntries(sorted.sort(([a], [b]) => a.localeCompare(b, 'en')))
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
say(`Added ${added.length} packages to package-lock.json.`)
for (const [path] of unclear) say(`Left out, as its platform or version is unclear: ${path}`)
