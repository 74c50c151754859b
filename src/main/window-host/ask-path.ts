import { accessSync, constants, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path'
import type { OpenQuestion } from '../api/service.ts'
import type { Ask, Question } from './prompt.ts'

/** The problem with a path, or null when it may be used. `again`: it was confirmed just now. */
type Check = (path: string, again: boolean) => Problem | null

interface Problem {
  readonly problem: string
  /** A word for going on in spite of it; absent when one cannot. */
  readonly anyway?: string
  /** The path meant instead. */
  readonly path?: string
}

/**
 * Asks until the path can be used or the person gives up. What is wrong is said in the dialog
 * itself; what would be replaced is asked about, and only the very same path confirms it.
 */
async function askUntilGood(ask: Ask, first: Question, check: Check): Promise<string | null> {
  let question = first
  let confirmable: string | null = null
  for (;;) {
    const answer = await ask(question)
    if (answer === null) return null
    const path = absolute(answer)
    const wrong: Problem | null = path === null ? notWhole : check(path, path === confirmable)
    if (path !== null && wrong === null) return path
    question = askAgain(first, path ?? answer, wrong ?? notWhole)
    confirmable = wrong?.anyway ? question.value : null
  }
}

function askAgain(first: Question, value: string, { problem, anyway, path }: Problem): Question {
  return { ...first, value: path ?? value, problem, action: anyway ?? first.action }
}

const notWhole: Problem = { problem: 'Write the whole path, from the root or from ~.' }

/** `~` and `~/x` are the person's home, as in a shell. Null for a path that begins nowhere. */
function absolute(answer: string): string | null {
  const text = answer.trim().replace(/^"(.*)"$/, '$1')
  const path = /^~(?=$|[\\/])/.test(text) ? join(homedir(), text.slice(1)) : text
  return isAbsolute(path) && !path.includes('\0') ? resolve(path) : null
}

type Kind = 'file' | 'folder' | 'other' | 'none'

function kindOf(path: string): Kind {
  try {
    const found = statSync(path)
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other'
  } catch {
    return 'none'
  }
}

function canWriteIn(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function checkParent(path: string): Problem | null {
  const folder = dirname(path)
  if (kindOf(folder) !== 'folder') return { problem: `There is no folder ${folder}.` }
  return canWriteIn(folder) ? null : { problem: `Nothing can be written in ${folder}.` }
}

const isThere = (path: string) => `${basename(path)} is there already.`

/** Where a file of that name goes: into a folder that exists; over a file only when confirmed. */
export function askSavePath(ask: Ask, name: string, folder = usualFolder()) {
  const question = { title: `Save ${name}`, label: 'Save as', action: 'Save' }
  return askUntilGood(ask, { ...question, value: join(folder, name) }, (path, again) => {
    const kind = kindOf(path)
    if (kind === 'folder') {
      const meant = join(path, name)
      return { problem: `${path} is a folder. The file would go into it.`, path: meant }
    }
    if (kind === 'other') return { problem: `${path} is not a file.` }
    if (kind === 'file' && !again) return { problem: isThere(path), anyway: 'Replace' }
    return checkParent(path)
  })
}

/** Where a folder of that name goes: a new one, or one that is there and confirmed. */
export function askFolder(ask: Ask, name: string, folder = usualFolder()) {
  const question = { title: `Save ${name}`, label: 'Folder to make', action: 'Save' }
  return askUntilGood(ask, { ...question, value: join(folder, name) }, (path, again) => {
    const kind = kindOf(path)
    if (kind === 'file' || kind === 'other') return { problem: `${path} is not a folder.` }
    if (kind === 'none') return checkParent(path)
    if (!canWriteIn(path)) return { problem: `Nothing can be written in ${path}.` }
    const problem = `${isThere(path)} Files of the same names in it would be replaced.`
    return again ? null : { problem, anyway: 'Write into it' }
  })
}

/** A file that is there, with one of the endings asked for. */
export function askOpenPath(ask: Ask, { title, extensions }: OpenQuestion, folder = usualFolder()) {
  const endings = extensions.map(extension => `.${extension.replace(/^\./, '').toLowerCase()}`)
  const label = endings.length > 0 ? `File (${endings.join(', ')})` : 'File'
  const question = { title, label, action: 'Open', value: join(folder, '/') }
  return askUntilGood(ask, question, path => {
    const kind = kindOf(path)
    if (kind === 'none') return { problem: `There is no file ${path}.` }
    if (kind !== 'file') return { problem: `${path} is not a file.` }
    const isOfKind = endings.length === 0 || endings.includes(extname(path).toLowerCase())
    return isOfKind ? null : { problem: `The file must end in ${endings.join(' or ')}.` }
  })
}

/** Where files usually go: Downloads, where there is one; else the person's home. */
export function usualFolder(home = homedir()): string {
  const downloads = join(home, 'Downloads')
  return kindOf(downloads) === 'folder' ? downloads : home
}
