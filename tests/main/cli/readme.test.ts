import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { refuseSource } from '../../../src/main/cli/open-source.ts'
import { experimentOf } from '../../../src/main/cli/options/experiment-of.ts'
import { makeProgram } from '../../../src/main/cli/program.ts'
import { makeFakeTerminal } from './fake-terminal.ts'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

/** Every `npx hindcast …` of the page, without its comment. */
const commands = [...readme.matchAll(/npx hindcast (?!<)([^`\n#]+)/g)].map(([, line = '']) =>
  line.trim()
)

/** What a shell makes of a line without escapes. */
const split = (line: string) =>
  [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word)

describe('the commands of the README', () => {
  it.each(commands)('npx hindcast %s', async line => {
    const program = makeProgram({ terminal: makeFakeTerminal(), code: 0 })
    for (const command of program.commands) command.action(() => {})
    const args = split(line)
    await program.parseAsync(args, { from: 'user' })
    if (args[0] !== 'run') return
    const options = program.commands.find(command => command.name() === 'run')!.opts()
    expect(refuseSource(options)).toBeNull()
    // a file that is not there is not the README's fault
    const { config: _, ...others } = options
    expect(experimentOf(others)).toMatchObject({ ok: true })
  })

  it('are of every command there is', () => {
    const names = makeProgram({ terminal: makeFakeTerminal(), code: 0 }).commands.map(c => c.name())
    const told = new Set(commands.map(line => line.split(' ')[0]))
    expect(names.filter(name => !told.has(name))).toEqual([])
  })
})
