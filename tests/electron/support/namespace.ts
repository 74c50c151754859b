import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronPath } from './open-electron.ts'

const unshare = ['--user', '--map-current-user', '--keep-caps', '--mount']

/** Whether a user may mount for one program alone: Linux, where its administrator allows it. */
export const canMount =
  process.platform === 'linux' && spawnSync('unshare', [...unshare, 'true']).status === 0

/**
 * A program that starts Electron where `mounts` were made first, seen by nobody else.
 * @param mounts shell commands; `$HINDCAST_DATA` is the data folder
 * @param folder where its file goes
 */
export function electronWith(mounts: string, folder: string): string {
  const file = join(folder, 'electron.sh')
  const inside = `${mounts}\nexec "${electronPath}" "$@"`
  writeFileSync(`${file}.inside`, inside)
  const outside = `#!/bin/sh\nexec unshare ${unshare.join(' ')} sh -e "${file}.inside" "$@"\n`
  writeFileSync(file, outside, { mode: 0o755 })
  return file
}
