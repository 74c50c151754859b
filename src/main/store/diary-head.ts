import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Store } from './store.ts'

/**
 * The diary's head file, beside the database: every hash by number, so that whoever edits the database
 * alone is seen. Written under the database's write lock, whole or not at all.
 */

const headSchema = z.strictObject({
  format: z.literal('hindcast-diary-head'),
  version: z.literal(1),
  hashes: z.array(z.string().regex(/^([0-9a-f]{64})?$/)),
  /** Being written: of the entry after the last, if the database has it too. */
  coming: z.string().nullable(),
})

export type DiaryHead = Pick<z.infer<typeof headSchema>, 'hashes' | 'coming'>

export const headName = 'diary-head.json'

const fileOf = ({ folder }: Store) => join(folder, headName)

/** As it stands; null where there is none that can be read. */
export function readHead(store: Store): DiaryHead | null {
  try {
    const parsed = headSchema.safeParse(JSON.parse(readFileSync(fileOf(store), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (isAbsent || error instanceof SyntaxError) return null
    throw error
  }
}

export function writeHead(store: Store, { hashes, coming }: DiaryHead): void {
  const head = { format: 'hindcast-diary-head', version: 1, hashes, coming }
  const part = `${fileOf(store)}.part`
  const handle = openSync(part, 'w')
  try {
    writeSync(handle, `${JSON.stringify(head, null, 1)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(part, fileOf(store))
}
