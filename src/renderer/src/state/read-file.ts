import { mostFileBytes } from '../../../shared/file-limit.ts'
import { formatBytes } from '../format.ts'
import { say } from './toaster.ts'

/**
 * The bytes of a file that was dropped or chosen. Null, after a sentence that says why, for one that
 * is too large to be read at all, or is no longer there.
 */
export async function readFile(file: File): Promise<Uint8Array | null> {
  if (file.size > mostFileBytes) {
    const text = `${file.name} has ${formatBytes(file.size)}, so it was not read: Hindcast takes files of up to ${formatBytes(mostFileBytes)}. Save fewer columns or years in it and try again.`
    await say({ text, isFailure: true })
    return null
  }
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (error) {
    // moved, deleted or no longer permitted since it was chosen; anything else is a bug
    if (!(error instanceof DOMException)) throw error
    const text = `${file.name} could not be read: it is not there any more, or may not be opened. Check the file and try again.`
    await say({ text, isFailure: true })
    return null
  }
}
