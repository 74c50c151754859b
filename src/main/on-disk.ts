import { sep } from 'node:path'

/**
 * The path by which native code finds a file of ours. In the packed program Electron teaches Node to
 * read inside `app.asar`; libraries open files themselves and need the unpacked copy.
 */
export const onDisk = (path: string): string =>
  path.replace(`${sep}app.asar${sep}`, `${sep}app.asar.unpacked${sep}`)
