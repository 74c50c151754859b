import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHindcast } from '../../../src/main/api/hindcast.ts'
import { takeSample } from '../../../src/main/api/series.ts'
import { runProgram } from '../../../src/main/cli/program.ts'
import { placeboLines } from '../../../src/main/cli/view/placebo-lines.ts'
import { placeboResultsSchema } from '../../../src/shared/studies/placebo.ts'
import { somePlacebo } from '../../support/some-placebo.ts'
import { finishRun, makeExperiment, makeFolder, makeModel, must } from '../api/examples.ts'
import { makeFakeTerminal } from './fake-terminal.ts'

const plain = (lines: readonly string[]) => lines.join('\n').replaceAll('\u00a0', ' ')

describe('a placebo on the terminal', () => {
  it('is its sentences, then a line of copies for each bin with persistence and the run marked', () => {
    const text = plain(placeboLines(somePlacebo, makeFakeTerminal({ columns: 200 })))
    expect(text).toContain('RNN: of 39 shuffled copies, 12 did at least as well: p = 0.33')
    const rnn = text.split('\n\n').find(block => block.startsWith('Skill of RNN:'))
    expect(rnn?.split('\n').slice(1)).toEqual([
      '    −20 % █████ 5',
      '    −15 % █████ 5',
      '    −10 % █████ 5',
      '     −5 % █████ 5',
      '        0 █████ 5  ← persistence',
      '     +5 % █████ 5  ← the real series',
      '    +10 % █████ 5',
      '    +15 % ████ 4',
    ])
  })
})

describe('hindcast placebo', () => {
  const data = process.env['HINDCAST_DATA']
  let temporary: ReturnType<typeof makeFolder>
  beforeEach(() => {
    temporary = makeFolder()
    process.env['HINDCAST_DATA'] = temporary.folder
  })
  afterEach(() => {
    if (data === undefined) delete process.env['HINDCAST_DATA']
    else process.env['HINDCAST_DATA'] = data
    temporary.remove()
  })

  async function trainRun(): Promise<string> {
    const { hindcast } = must(openHindcast())
    const { revision } = must(takeSample(hindcast, 'momentum'))
    const models = [makeModel('rnn'), makeModel('gru')]
    const small = { protocol: 'sealed', days: 160, epochs: 2, retrain: false, models }
    const { id } = await finishRun(hindcast, makeExperiment(small), revision.id)
    hindcast.close()
    return id
  }

  it('answers machines with every copy, as the schema has it, and people with words', async () => {
    const id = await trainRun()
    const machine = makeFakeTerminal()
    const args = ['placebo', id, '--size', 'own', '--flip', '--json']
    expect(await runProgram(args, machine)).toBe(0)
    const { type, id: study, run, ...found } = JSON.parse(machine.said.join(''))
    expect([type, run]).toEqual(['study', id])
    expect(study).toMatch(/^[a-z0-9]+$/)
    const results = placeboResultsSchema.parse(found)
    expect(results.copies).toHaveLength(39)
    expect(results.networks.map(({ model }) => model)).toEqual(['rnn', 'gru'])
    expect(results.sentences[0]).toContain('copies with flipped signs')
  }, 60_000)

  it('refuses fewer than 39 copies, and says what it takes', async () => {
    const terminal = makeFakeTerminal()
    expect(await runProgram(['placebo', 'abc', '--count', '20'], terminal)).toBe(2)
    expect(terminal.complained.join()).toContain('It takes a whole number from 39 to 999.')
  })

  it('says so when there is no such run', async () => {
    const terminal = makeFakeTerminal()
    expect(await runProgram(['placebo', 'zzzzzz'], terminal)).toBe(1)
    expect(terminal.complained.join()).toContain('zzzzzz')
  })
})
