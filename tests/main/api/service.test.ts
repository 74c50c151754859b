import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { requestNames } from '../../../src/shared/api.ts'
import { makeExperiment, makeModel } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

let window: TestWindow

beforeEach(() => {
  window = new TestWindow().open()
})
afterEach(() => window.dispose())

describe('a request', () => {
  const bad: readonly unknown[] = [
    null,
    0,
    'x',
    [],
    { id: '../x', surplus: true },
    { id: 'abc', name: 3, content: {}, token: '..', revisionId: -1, symbol: '', bytes: 'no' },
  ]

  it.each(requestNames)('%s is refused with arguments that are not of the contract', async name => {
    for (const argument of bad) {
      await expect(window.service.answer(name, argument)).rejects.toThrow(name)
    }
  })

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'nothing'])(
    'named “%s” does not exist',
    async name => {
      await expect(window.service.answer(name, undefined)).rejects.toThrow('there is no request')
    }
  )
})

describe('a first start', () => {
  it('trains a sample to the end, telling all along', async () => {
    const app = await window.must('readApp')
    expect(app).toMatchObject({ isFirstStart: true, notices: [], engine: { ready: true } })
    const { revisionId } = await window.must('takeSample', { name: 'random-walk' })
    const experiment = makeExperiment({ days: 120, models: [makeModel('rnn'), makeModel('gru')] })
    const { id } = await window.must('startRun', { experiment, revisionId, quickLook: false })
    expect(window.desk.awake).toBe(true)
    await window.untilState(id, 'finished')
    await window.until(() => !window.desk.awake, 'sleep')
    const [summary] = await window.must('listRuns')
    expect(summary).toMatchObject({ id, progress: 1, seal: 'none', symbol: 'random-walk' })
    expect(summary?.best?.model).toMatch(/rnn|gru/)
    expect(window.events('stage')).toEqual([{ run: id, text: 'Measuring' }])
    const figures = await window.must('readFigures', { id })
    expect(figures.losses['rnn']?.epoch).toEqual([1, 2, 3, 4, 5, 6])
    const training = await window.must('readTraining', { id })
    expect(training.models.map(({ model, state, epoch }) => [model, state, epoch])).toEqual([
      ['rnn', 'finished', 6],
      ['gru', 'finished', 6],
    ])
    expect((await window.must('readApp')).isFirstStart).toBe(false)
  })
})
