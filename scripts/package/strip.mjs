import { spawnSync } from 'node:child_process'
import { chmodSync, renameSync, statSync } from 'node:fs'
import { SetupFailure } from '../setup/failure.mjs'
import { findProgram } from '../setup/find-program.mjs'
import { say } from '../setup/say.mjs'
import { isElf } from './elf.mjs'
import { filesBelow } from './files-below.mjs'

// Symbols that only a debugger reads are a quarter of TensorFlow's library out of the wheel (788 MB,
// 583 without). What the loader reads stays. Linux alone: on macOS `strip -x` breaks the signature
// that every library has there, and nobody here could try the result; Windows keeps its symbols
// in files of their own, which are not packed.

/**
 * Takes those symbols out of every program and library below a folder. Each file is written anew
 * and takes the old one's place: a hard link to it elsewhere stays as it was.
 * @param {string} folder
 * @param {{ strip?: string | undefined, skip?: (name: string) => boolean }} [options]
 * @returns {number} bytes saved
 */
export function stripAll(folder, options = {}) {
  const { strip, skip = () => false } = { strip: findProgram('strip'), ...options }
  const files = filesBelow(folder).filter(({ name, path }) => !skip(name) && isElf(path))
  if (files.length === 0) return 0
  if (!strip) {
    say(
      'There is no strip here, so libraries keep their debugging symbols: 230 MB more to install. Debian and Ubuntu: apt-get install binutils.'
    )
    return 0
  }
  return files.reduce((saved, { path, bytes }) => saved + bytes - stripOne(strip, path), 0)
}

/** @param {string} strip @param {string} path @returns {number} its size afterwards */
function stripOne(strip, path) {
  const draft = `${path}.stripped`
  const { mode } = statSync(path)
  const { status, stderr } = spawnSync(strip, ['--strip-unneeded', '-o', draft, path], {
    encoding: 'utf8',
  })
  if (status !== 0)
    throw new SetupFailure(
      `strip could not read ${path}: ${stderr.trim()}`,
      'A newer binutils may; native parts are packed on the system they are for.'
    )
  chmodSync(draft, mode)
  renameSync(draft, path)
  return statSync(path).size
}
