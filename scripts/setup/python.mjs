import { runCommand } from './command.mjs'
import { SetupFailure } from './failure.mjs'

const CANDIDATES =
  process.platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python']

const REMEDY =
  process.platform === 'darwin'
    ? 'Install it (brew install python, or xcode-select --install).'
    : 'Install it (Debian and Ubuntu: sudo apt install python3 python3-pip; Fedora: sudo dnf install python3 python3-pip).'

/** A Python ≥ 3.8 that has pip; it fetches and unpacks the wheel. */
export async function findPython() {
  let seen = ''
  for (const name of CANDIDATES) {
    const check = 'import sys; print(sys.version.split()[0]); sys.exit(sys.version_info < (3, 8))'
    const { code, output } = await runCommand(name, ['-c', check])
    if (code === 0 && (await hasPip(name))) return name
    if (code === 0) seen = `Python ${output.trim()} is here, but without pip.`
    else if (/^\d+\.\d+/.test(output))
      seen ||= `Python ${output.trim()} is too old: 3.8 or newer is needed.`
  }
  throw new SetupFailure(
    `libtensorflow comes through Python's pip. ${seen || 'No Python was found.'}`,
    REMEDY
  )
}

/** @param {string} python */
async function hasPip(python) {
  const { code } = await runCommand(python, ['-m', 'pip', '--version'])
  return code === 0
}
