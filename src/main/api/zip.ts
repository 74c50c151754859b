import { type Unzipped, unzip, type Zippable, zip } from 'fflate'

/** Files by their paths as one zip; the work is done beside this process's loop. */
export function zipFiles(files: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  zip({ ...files } as Zippable, { level: 6 }, (error, bytes) => {
    if (error) reject(error)
    else resolve(bytes)
  })
  return promise
}

/** More than this is no run: a bomb, or a mistake. */
const mostBytes = 1024 * 1024 * 1024

/**
 * The files of a zip whose names `wanted` takes, by those names; nothing is written anywhere. Null
 * when the bytes are no zip, or claim to hold more than a gigabyte.
 */
export function unzipFiles(
  bytes: Uint8Array,
  wanted: (name: string) => boolean
): Promise<Unzipped | null> {
  const { promise, resolve } = Promise.withResolvers<Unzipped | null>()
  let total = 0
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (!wanted(name)) return false
    total += originalSize
    return total <= mostBytes
  }
  try {
    unzip(bytes, { filter }, (error, files) => resolve(error || total > mostBytes ? null : files))
  } catch {
    resolve(null) // not even the end of a zip is there
  }
  return promise
}
