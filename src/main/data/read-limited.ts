import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { done, failed, type Result } from '../../shared/failure.ts'

const step = 4 << 20

/**
 * A file's bytes, counted while they come: `/dev/zero` has no size and no end. Fails above `limit`
 * bytes, and with the reason where there is nothing to read.
 */
export async function readLimited(path: string, limit: number): Promise<Result<Uint8Array>> {
  const file = basename(path)
  try {
    await using handle = await open(path)
    if ((await handle.stat()).isDirectory()) return unreadable(file, 'it is a folder')
    const chunks: Buffer[] = []
    for (let size = 0; ; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(step), 0, step, null)
      if (bytesRead === 0) return done(Buffer.concat(chunks))
      size += bytesRead
      if (size > limit) return failed({ kind: 'file-too-large', file, limit })
      chunks.push(bytesRead === step ? buffer : buffer.subarray(0, bytesRead))
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    return unreadable(file, reasons[code] ?? message)
  }
}

const unreadable = (file: string, reason: string) =>
  failed({ kind: 'unreadable-file', file, reason })

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  EIO: 'the disk could not read it',
  ENAMETOOLONG: 'its name is too long',
}
