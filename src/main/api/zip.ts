// the build for Node declares a `require` of its own, which the bundler's own collides with
import { type Unzipped, unzipSync, type Zippable, zipSync } from 'fflate/browser'

/** Files by their paths as one zip. Takes its time: ask for it beside (src/main/beside). */
export const zipFiles = (files: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipSync({ ...files } as Zippable, { level: 6 })

/** More than this is no run: a bomb, or a mistake. */
const mostBytes = 1024 * 1024 * 1024

/**
 * The files of a zip whose names `wanted` takes, by those names; nothing is written anywhere. Null
 * when the bytes are no zip, or claim to hold more than a gigabyte.
 */
export function unzipFiles(bytes: Uint8Array, wanted: (name: string) => boolean): Unzipped | null {
  let total = 0
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (!wanted(name)) return false
    total += originalSize
    return total <= mostBytes
  }
  try {
    const files = unzipSync(bytes, { filter })
    return total > mostBytes ? null : files
  } catch {
    return null // damaged, or not even the end of a zip is there
  }
}
