import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A real file system of a few megabytes, in a mount namespace of its own: gone with the process that
 * used it. Root may mount one; so may an ordinary user where user namespaces are allowed.
 */
const unshare =
  process.getuid?.() === 0
    ? ['--mount']
    : ['--user', '--map-current-user', '--keep-caps', '--mount']

/** Mounts at `$1`, so many bytes, and becomes the command that follows. */
const mount = 'mount -t tmpfs -o size="$2",mode=755 tmpfs "$1" && shift 2 && exec "$@"'

const around = (place: string, bytes: number, command: readonly string[]) => [
  ...unshare,
  'sh',
  '-c',
  mount,
  'sh',
  place,
  String(bytes),
  ...command,
]

/** Whether a test may mount one here. */
export function canMountDisk(): boolean {
  if (process.platform !== 'linux') return false
  const place = mkdtempSync(join(tmpdir(), 'hindcast-disk-'))
  try {
    return spawnSync('unshare', around(place, 65_536, ['true'])).status === 0
  } finally {
    rmSync(place, { recursive: true })
  }
}

export interface OnSmallDisk {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs a script on the Node of this test, with a small disk at `place`, its first argument. */
export function runOnSmallDisk(
  script: string,
  place: string,
  bytes: number,
  args: readonly string[] = []
): Promise<OnSmallDisk> {
  const command = [process.execPath, script, place, ...args]
  const child = spawn('unshare', around(place, bytes, command), {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (text: Buffer) => {
    out += text.toString()
  })
  child.stderr.on('data', (text: Buffer) => {
    err += text.toString()
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, out, err }))
  })
}
