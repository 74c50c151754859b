import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  askFolder,
  askOpenPath,
  askSavePath,
  usualFolder,
} from '../../../src/main/window-host/ask-path.ts'
import type { Question } from '../../../src/main/window-host/prompt.ts'

let folder: string
let asked: Question[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-ask-'))
  asked = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A person who answers so, in turn; `undefined` leaves the field as it is. */
const person =
  (...answers: (string | null | undefined)[]) =>
  async (question: Question) => {
    asked.push(question)
    const answer = answers.shift()
    return answer === undefined ? question.value : answer
  }

const at = (name: string) => join(folder, name)
const problems = () => asked.map(({ problem }) => problem)

describe('where to save a file', () => {
  it('suggests the usual folder and takes what is confirmed', async () => {
    expect(await askSavePath(person(undefined), 'prices.csv', folder)).toBe(at('prices.csv'))
    expect(asked).toEqual([
      { title: 'Save prices.csv', label: 'Save as', action: 'Save', value: at('prices.csv') },
    ])
  })

  it('is null when the person thinks better of it', async () => {
    expect(await askSavePath(person(null), 'a.csv', folder)).toBeNull()
    writeFileSync(at('a.csv'), '')
    expect(await askSavePath(person(undefined, null), 'a.csv', folder)).toBeNull()
  })

  it('asks before a file is replaced, about that file and no other', async () => {
    writeFileSync(at('a.csv'), '')
    writeFileSync(at('b.csv'), '')
    const path = await askSavePath(person(undefined, at('b.csv'), undefined), 'a.csv', folder)
    expect(path).toBe(at('b.csv'))
    expect(problems()).toEqual([undefined, 'a.csv is there already.', 'b.csv is there already.'])
    expect(asked.map(({ action }) => action)).toEqual(['Save', 'Replace', 'Replace'])
  })

  it('puts the file into a folder that is named', async () => {
    mkdirSync(at('sub'))
    const path = await askSavePath(person(at('sub'), undefined), 'a.csv', folder)
    expect(path).toBe(join(folder, 'sub', 'a.csv'))
  })

  it('says what is wrong and asks again, with what was written', async () => {
    const answers = ['prices.csv', join(folder, 'no', 'a.csv'), '  ', at('a.csv')]
    expect(await askSavePath(person(...answers), 'a.csv', folder)).toBe(at('a.csv'))
    expect(problems()).toEqual([
      undefined,
      'Write the whole path, from the root or from ~.',
      `There is no folder ${join(folder, 'no')}.`,
      'Write the whole path, from the root or from ~.',
    ])
    expect(asked[2]?.value).toBe(join(folder, 'no', 'a.csv'))
  })

  it('reads ~ and quotes as a shell does', async () => {
    const home = join(homedir(), `hindcast-${process.pid}.csv`)
    const written = `"~/hindcast-${process.pid}.csv"`
    expect(await askSavePath(person(written), 'a.csv', folder)).toBe(home)
  })

  it.skipIf(process.getuid?.() === 0)('refuses a folder that cannot be written', async () => {
    mkdirSync(at('locked'))
    chmodSync(at('locked'), 0o500)
    await askSavePath(person(join(folder, 'locked', 'a.csv'), null), 'a.csv', folder)
    expect(problems()[1]).toBe(`Nothing can be written in ${at('locked')}.`)
  })
})

describe('where to put a folder', () => {
  it('takes a new one, asks about one that is there, refuses a file', async () => {
    expect(await askFolder(person(undefined), 'run', folder)).toBe(at('run'))
    mkdirSync(at('run'))
    expect(await askFolder(person(undefined, undefined), 'run', folder)).toBe(at('run'))
    expect(problems().at(-1)).toMatch(/^run is there already\. Files of the same names/)
    writeFileSync(at('file'), '')
    expect(await askFolder(person(at('file'), null), 'run', folder)).toBeNull()
    expect(problems().at(-1)).toBe(`${at('file')} is not a folder.`)
  })
})

describe('which file to open', () => {
  const what = { title: 'Restore a backup', extensions: ['sqlite', '.db'] }

  it('takes a file that is there and of the kind', async () => {
    writeFileSync(at('a.SQLITE'), '')
    writeFileSync(at('a.txt'), '')
    const answers = [at('none.db'), folder, at('a.txt'), at('a.SQLITE')]
    expect(await askOpenPath(person(...answers), what, folder)).toBe(at('a.SQLITE'))
    expect(problems()).toEqual([
      undefined,
      `There is no file ${at('none.db')}.`,
      `${folder} is not a file.`,
      'The file must end in .sqlite or .db.',
    ])
    expect(asked[0]).toMatchObject({ title: 'Restore a backup', label: 'File (.sqlite, .db)' })
  })
})

describe('the usual folder', () => {
  it('is Downloads where there is one, else home', () => {
    expect(usualFolder(folder)).toBe(folder)
    mkdirSync(at('Downloads'))
    expect(usualFolder(folder)).toBe(at('Downloads'))
  })
})
