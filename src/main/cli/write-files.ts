import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { done, failed, type Result } from '../../shared/failure.ts'

/** Writes texts by name into a folder, made where it is not there; answers their paths. */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>
): Result<string[]> {
  try {
    mkdirSync(folder, { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return done(Object.keys(files).map(name => join(folder, name)))
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).message
    return failed({ kind: 'cannot-write', path: folder, reason })
  }
}
