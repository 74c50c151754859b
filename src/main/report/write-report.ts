import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, rmdir, statfs } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { RunBundle } from '../../shared/bundle.ts'
import { done, type Failure, failed, type Result } from '../../shared/failure.ts'
import { faultPoint } from '../fault-point.ts'
import { makeRunFiles } from './files.ts'

/** Where a run's files are. */
export interface WrittenRun {
  readonly folder: string
  readonly report: string
  /** Paths within the folder. */
  readonly files: readonly string[]
}

/**
 * Writes all files of a run into `dir`: whole or not at all. Everything is made in a folder beside
 * it and renamed into place. An earlier export of ours is replaced whole; any other folder that is
 * not empty is refused.
 */
export async function writeRun(bundle: RunBundle, dir: string): Promise<Result<WrittenRun>> {
  const folder = resolve(dir)
  const making = join(
    dirname(folder),
    `.${basename(folder)}.${process.pid}-${randomBytes(4).toString('hex')}.partial`
  )
  try {
    await clearAbandoned(folder)
    const standing = await whatStands(folder)
    if (standing === 'foreign') return failed(refusal(folder))
    const files = await writeFiles(bundle, making)
    faultPoint('report/before-rename')
    await putInPlace(making, folder, standing)
    return done({ folder, report: join(folder, 'report.html'), files })
  } catch (error) {
    await rm(making, { recursive: true, force: true }).catch(() => {}) // the first error is the one to tell
    return failed(await failureOf(error, folder))
  }
}

const refusal = (path: string): Failure => ({
  kind: 'cannot-write',
  path,
  reason: 'it is not empty and holds no earlier export of Hindcast',
})

type Standing = 'nothing' | 'empty' | 'ours' | 'foreign'

async function whatStands(folder: string): Promise<Standing> {
  let entries: string[]
  try {
    entries = await readdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'nothing'
    throw error
  }
  if (entries.length === 0) return 'empty'
  return (await isOurs(folder, entries)) ? 'ours' : 'foreign'
}

const ourEntries = new Set([
  'results.json',
  'losses.csv',
  'predictions.csv',
  'hindcast.csv',
  'forecast.csv',
  'report.html',
  'charts',
  'weights',
  'lab',
])

/** Ours when it carries our results.json and nothing that we did not write. */
async function isOurs(folder: string, entries: readonly string[]): Promise<boolean> {
  if (!entries.every(e => ourEntries.has(e))) return false
  try {
    const found: unknown = JSON.parse(await readFile(join(folder, 'results.json'), 'utf8'))
    return (
      typeof found === 'object' && found !== null && 'experiment' in found && 'version' in found
    )
  } catch {
    // absent or unreadable: then it is not known to be ours, and stays
    return false
  }
}

async function writeFiles(bundle: RunBundle, making: string): Promise<string[]> {
  await mkdir(dirname(making), { recursive: true })
  const folders = [making, ...['charts', 'weights', 'lab'].map(name => join(making, name))]
  for (const folder of folders) await mkdir(folder)
  const names: string[] = []
  for (const [name, content] of makeRunFiles(bundle)) {
    await writeSynced(join(making, name), content)
    names.push(name)
    faultPoint('report/after-file')
  }
  await rmdir(join(making, 'lab')).catch(() => {}) // stays when something is in it
  for (const folder of folders.toReversed()) await syncFolder(folder)
  return names
}

async function writeSynced(path: string, content: string | Buffer): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes new names durable. Windows cannot open a folder and needs no such step. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32' || !existsSync(path)) return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** An earlier export steps aside first, and back again if the new one cannot take its place. */
async function putInPlace(making: string, folder: string, standing: Standing): Promise<void> {
  const aside = `${making}-replaced`
  if (standing === 'empty') await rmdir(folder)
  if (standing === 'ours') await rename(folder, aside)
  try {
    faultPoint('report/before-last-rename')
    await rename(making, folder)
  } catch (error) {
    if (standing === 'ours') await rename(aside, folder)
    throw error
  }
  await syncFolder(dirname(folder))
  await rm(aside, { recursive: true, force: true })
}

/**
 * Removes what a killed export of the same folder left beside it. If it was killed between its two
 * renames, the earlier export stands aside under a name of ours and is put back first.
 */
async function clearAbandoned(folder: string): Promise<void> {
  const parent = dirname(folder)
  const entries = await readdir(parent).catch((): string[] => [])
  const own = new RegExp(
    `^\\.${escapeRegExp(basename(folder))}\\.(\\d+)-[0-9a-f]{8}\\.partial(-replaced)?$`
  )
  for (const entry of entries) {
    const match = own.exec(entry)
    if (match === null || isAlive(Number(match[1]))) continue
    const earlier = match[2] !== undefined && !entries.includes(basename(folder))
    if (earlier) await rename(join(parent, entry), folder)
    else await rm(join(parent, entry), { recursive: true, force: true })
  }
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/** What a person can do something about; anything without a system's code is a bug and is thrown on. */
async function failureOf(error: unknown, folder: string): Promise<Failure> {
  const code = codeOf(error)
  if (code === 'ENOSPC')
    return { kind: 'no-space', folder, needed: 50e6, free: await freeSpace(dirname(folder)) }
  const reasons: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'not permitted',
    EROFS: 'the disk is read-only',
    ENOTDIR: 'a file stands where a folder is needed',
    EBUSY: 'it is in use',
    EINVAL: 'it cannot be replaced',
    ENOTEMPTY: 'something else was put there meanwhile',
    EEXIST: 'something else was put there meanwhile',
    ENAMETOOLONG: 'the name is too long',
  }
  const reason = reasons[code]
  if (reason === undefined) throw error
  return { kind: 'cannot-write', path: folder, reason }
}

async function freeSpace(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
