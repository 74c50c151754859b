import { createHash } from 'node:crypto'
import { extractFile, getRawHeader } from '@electron/asar'
import { SetupFailure } from '../setup/failure.mjs'
import { sha256 } from '../setup/files.mjs'
import { filesBelow } from './files-below.mjs'

/** @typedef {{ name: string, bytes: number, hash: () => string | Promise<string> }} Content */

/** Below this a copy costs less than a link would explain: empty marks, two-line package.json. */
const SMALLEST = 2048

/**
 * Files that are packed twice: groups of names with the same content, in a folder and inside the
 * archives in it. Links are fine. Only files of the same size are read.
 * @param {string} folder
 * @returns {Promise<string[][]>}
 */
export async function findTwins(folder) {
  const contents = filesBelow(folder).flatMap(({ name, path, bytes }) => [
    { name, bytes, hash: () => sha256(path) },
    ...(name.endsWith('.asar') ? contentsOf(path, name) : []),
  ])
  const bySize = Map.groupBy(
    contents.filter(({ bytes }) => bytes >= SMALLEST),
    ({ bytes }) => bytes
  )
  /** @type {Map<string, string[]>} */
  const byHash = new Map()
  for (const same of bySize.values()) {
    if (same.length < 2) continue
    for (const { name, hash } of same) {
      const key = await hash()
      byHash.set(key, [...(byHash.get(key) ?? []), name])
    }
  }
  return [...byHash.values()].filter(names => names.length > 1)
}

/**
 * @param {string} folder
 * @throws {SetupFailure} naming every file that is there twice
 */
export async function refuseTwins(folder) {
  const twins = await findTwins(folder)
  if (twins.length === 0) return
  throw new SetupFailure(
    `Packed more than once:\n${twins.map(names => `  ${names.join(' = ')}`).join('\n')}`,
    'Leave one out (scripts/package/kept.mjs says what is packed), or make it a link.'
  )
}

/** @typedef {{ files?: Record<string, Node>, size?: number, unpacked?: boolean, link?: string }} Node */

/**
 * What lies inside an archive; what is noted there but lies beside it is found there.
 * @param {string} archive @param {string} name
 * @returns {Content[]}
 */
function contentsOf(archive, name) {
  /** @param {Node} node @param {string} path @returns {Content[]} */
  const walk = (node, path) => {
    if (node.files)
      return Object.entries(node.files).flatMap(([key, child]) =>
        walk(child, path ? `${path}/${key}` : key)
      )
    if (node.unpacked || node.link !== undefined) return []
    const hash = () => createHash('sha256').update(extractFile(archive, path)).digest('hex')
    return [{ name: `${name}/${path}`, bytes: node.size ?? 0, hash }]
  }
  return walk(/** @type {Node} */ (getRawHeader(archive).header), '')
}
