import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeProgram, runProgram } from '../../../src/main/cli/program.ts'
import { modelWords, topWords } from '../../../src/shared/field-words.ts'
import { makeFakeTerminal } from './fake-terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'hindcast-usage-'))
beforeAll(() => vi.stubEnv('HINDCAST_DATA', folder))
afterAll(() => vi.unstubAllEnvs())

async function ask(line: string) {
  const terminal = makeFakeTerminal()
  const code = await runProgram(line === '' ? [] : line.split(' '), terminal)
  return { code, said: terminal.said.join('\n'), complained: terminal.complained.join('\n') }
}

describe('wrong usage', () => {
  it.each([
    ['run', '--symbol, --csv, --sample: none is given'],
    ['run --sample momentum --csv x.csv', 'more than one is given'],
    [
      'run --sample elsewhere',
      "'--sample <name>' argument 'elsewhere' is invalid. It takes random-walk or momentum.",
    ],
    ['run --sample momentum --sample-seed x', '--sample-seed'],
    ['run --symbol NFLX --sample-seed 3', '--sample-seed: only a simulated series'],
    ['run --sample momentum --decimal comma', 'only a CSV file has them'],
    [
      'run --sample momentum --epochs many',
      "'--epochs <n>' argument 'many' is invalid. It takes a number.",
    ],
    ['run --sample momentum --epochs 1.5', 'It takes a whole number.'],
    ['run --sample momentum --epochs 0', '--epochs: it must be at least 1, and is 0.'],
    ['run --sample momentum --days some', 'It takes a number or the word all.'],
    [
      'run --sample momentum --from 2024-02-30',
      "'--from <date>' argument '2024-02-30' is invalid. It takes a day like 2024-05-01.",
    ],
    [
      'run --sample momentum --hidden 8,16',
      "'--hidden <sizes>' argument '8,16' is invalid. It takes one value for all, or values like rnn=16,lstm=32.",
    ],
    ['run --sample momentum --models rnn,', 'It takes names like rnn,lstm,gru.'],
    ['run --sample momentum --schedule sometimes', "'--schedule <plan>'"],
    ['run --sample momentum --epcohs 5', 'Did you mean --epochs?'],
    ['run --sample momentum somewhere', 'Too many arguments'],
    ['runn', 'Did you mean one of run, runs?'],
    ['show', "Missing required argument 'id'"],
    ['predict abc', '--symbol, --csv, --sample: none is given'],
    ['predict abc --sample momentum --horizon 0', '--horizon: it must be from 1 to 365, and is 0.'],
    ['import', "Missing required argument 'files'"],
    ['', 'Usage: hindcast <command>'],
  ])('%s ends with 2 and says why', async (line, sentence) => {
    const { code, said, complained } = await ask(line)
    expect(complained).toContain(sentence)
    expect([code, said]).toEqual([2, ''])
  })

  it('is noticed before anything is opened', () => {
    expect(readdirSync(folder)).toEqual([])
  })

  it('is an object for machines', async () => {
    const { code, said } = await ask('run --sample momentum --epochs 0 --json')
    expect(JSON.parse(said)).toMatchObject({ type: 'failure', kind: 'bad-experiment' })
    expect(code).toBe(2)
  })
})

describe('help', () => {
  it('ends with 0 and goes to standard output', async () => {
    const { code, said, complained } = await ask('--help')
    expect([code, complained]).toEqual([0, ''])
    expect(said).toContain('npx hindcast quick-look')
  })

  it('has a sentence for every command and option', () => {
    const program = makeProgram({ terminal: makeFakeTerminal(), code: 0 })
    for (const command of program.commands) {
      expect(command.description(), command.name()).toMatch(/\.$/)
      const shown = command.options.filter(option => !option.hidden)
      for (const { flags, description } of shown) expect(description, flags).toMatch(/[.)]$/)
    }
  })

  it('explains a field in the words of the window’s form', () => {
    const program = makeProgram({ terminal: makeFakeTerminal(), code: 0 })
    const run = program.commands.find(command => command.name() === 'run')
    const described = new Map(run?.options.map(option => [option.long, option.description]))
    expect(described.get('--batch')).toContain(topWords.batch.does)
    expect(described.get('--hidden')).toContain(modelWords.hidden.does)
    // an empty field is the window's; here a word is typed
    expect(described.get('--days')).toContain('all: all there are.')
  })

  it('knows every command of the design', () => {
    const names = makeProgram({ terminal: makeFakeTerminal(), code: 0 }).commands.map(c => c.name())
    const wanted = `run resume open predict quick-look runs show export delete restore
      fetch import series revisions doctor bench backtest bands placebo seeds leakage verify replay
      diary provenance prove studies`
    expect(names.sort()).toEqual(wanted.split(/\s+/).sort())
  })
})
