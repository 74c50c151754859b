import { readdirSync } from 'node:fs'
import { SetupFailure } from '../../setup/failure.mjs'
import { readElf } from '../elf.mjs'
import { filesBelow } from '../files-below.mjs'
import { libstdcxx, opened, packageOf, partsOfGlibc } from './libraries.mjs'

/**
 * The packages that a packed program cannot start without, as a .deb's Depends says them: those of
 * every library that any of its files is linked with and that does not lie in the folder itself.
 * Read from the files rather than written down: another Electron may need others.
 * @param {string} folder
 * @returns {string[]}
 * @throws {SetupFailure} where nobody knows the package of a library
 */
export function findDepends(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const own = new Set(entries.map(({ name }) => name)) // links too: a library is found by one
  const read = filesBelow(folder).flatMap(({ path }) => readElf(path) ?? [])
  const needed = [...new Set(read.flatMap(({ needed: names }) => names))]
  const foreign = needed.filter(name => !own.has(name) && !partsOfGlibc.test(name)).sort()
  const unknown = foreign.filter(name => !packageOf[name])
  if (unknown.length > 0)
    throw new SetupFailure(
      `No Debian package is known for ${unknown.join(', ')}.`,
      'dpkg -S finds it; write it into scripts/package/debian/libraries.mjs.'
    )
  const least = leastVersions(read.flatMap(({ versions }) => versions))
  const packages = new Set([...foreign.map(name => packageOf[name] ?? ''), ...opened])
  return [...packages].map(name => (least[name] ? `${name} (>= ${least[name]})` : name))
}

/**
 * Symbols carry the version that brought them; a system that is older is told by its package
 * manager, not by a program that does not start.
 * @param {string[]} versions such as GLIBC_2.34, GLIBCXX_3.4.29
 * @returns {Record<string, string | undefined>} by package
 */
function leastVersions(versions) {
  /** @param {RegExp} pattern */
  const newest = pattern =>
    Math.max(0, ...versions.map(version => Number(pattern.exec(version)?.[1] ?? 0)))
  const [glibc, gcc] = [newest(/^GLIBC_2\.(\d+)/), newest(/^GLIBCXX_3\.4\.(\d+)$/)]
  return {
    ...(glibc && { libc6: `2.${glibc}` }),
    'libstdc++6': libstdcxx.find(([version]) => version <= gcc)?.[1],
  }
}
