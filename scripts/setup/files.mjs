import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SetupFailure } from './failure.mjs'
import { megabytes } from './say.mjs'

/** @param {string} path */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined // absent or cut short: both mean "not done"
  }
}

/**
 * Writes a file so that it is there whole or not at all, also after a power cut.
 * @param {string} path
 * @param {string | Buffer} data
 */
export function writeWhole(path, data) {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${randomUUID()}.tmp`
  writeFileSync(draft, data)
  syncFile(draft)
  renameSync(draft, path)
}

/** @param {string} path */
export function syncFile(path) {
  const handle = openSync(path, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}

/** @param {string} path */
export async function sha256(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/**
 * What `stat` says of a path; undefined where nothing is, or nothing that this user may see: a cache
 * of another user's is as good as none.
 * @param {string} path
 */
export function lookAt(path) {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EACCES') throw error
    return undefined
  }
}

/**
 * Bytes of all files below a folder; files that vanish meanwhile count nothing.
 * @param {string} folder
 * @returns {number}
 */
export function folderSize(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
      const path = join(folder, entry.name)
      return sum + (entry.isDirectory() ? folderSize(path) : sizeOf(path))
    }, 0)
  } catch {
    return 0
  }
}

/** @param {string} path */
function sizeOf(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/**
 * Free bytes for this user on the disk of a folder, or of its nearest parent that exists.
 * @param {string} folder
 * @returns {number}
 */
export function freeBytes(folder) {
  if (!lookAt(folder)) return freeBytes(dirname(folder))
  const disk = statfsSync(folder)
  return disk.bavail * disk.bsize
}

/**
 * @param {string} folder
 * @param {number} needed bytes
 * @param {string} what they are needed for
 * @param {number} [free]
 */
export function requireSpace(folder, needed, what, free = freeBytes(folder)) {
  if (free >= needed) return
  throw new SetupFailure(
    `There is too little disk space for ${what}: ${megabytes(free)} free at ${folder}, ${megabytes(needed)} needed.`,
    'Free some space, or set HINDCAST_CACHE to a folder on a larger disk.'
  )
}

/** @param {string} path */
export function remove(path) {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 })
}
