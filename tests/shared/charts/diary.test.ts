import { describe, expect, it } from 'vitest'
import {
  describeDiaryChart,
  diaryChartTable,
  makeDiaryChart,
} from '../../../src/shared/charts/diary.ts'
import { darkTheme, lightTheme } from '../../../src/shared/charts/theme.ts'
import { scoreEntry } from '../../../src/shared/lab/diary-score.ts'
import { makeForecast, weekdaysFrom } from '../lab/some-forecasts.ts'
import { readableOption } from './readable-option.ts'

const look = { theme: lightTheme, width: 640, height: 320 }

const scored = (changes: Parameters<typeof makeForecast>[0] = {}, factor = 1) => {
  const frozen = makeForecast(changes)
  const prices = [96, 97, 98, 99, 100, 102, 104, 90].map(price => price * factor)
  return { frozen, score: scoreEntry(frozen, { dates: weekdaysFrom('2024-04-29', 8), prices }) }
}

describe('the chart of a frozen forecast', () => {
  it('draws path, band, persistence and what came as stored', async () => {
    const drawn = readableOption(makeDiaryChart({ ...scored(), model: 'lstm' }, look))
    await expect(drawn).toMatchFileSnapshot('snapshots/diary.txt')
    expect(drawn).toContain('Persistence')
  })

  it('draws all networks without bands, and marks days known when it was frozen', () => {
    const late = scored({ knownTo: '2024-05-07' })
    const drawn = readableOption(
      makeDiaryChart({ ...late, model: 'all' }, { ...look, theme: darkTheme })
    )
    expect(drawn).toContain('known 7 May 2024')
    expect(drawn).toContain('formatter: origin')
  })

  it('is at today’s scale after a split, truth and forecast alike', () => {
    const { rows, columns } = diaryChartTable(scored({}, 0.5))
    const first = Object.fromEntries(columns.map((column, i) => [column, rows[0]?.[i]]))
    expect(first).toMatchObject({
      Step: 1,
      'Came on': '2024-05-06',
      Counts: 'yes',
      Actual: 51,
      Persistence: 50,
      LSTM: 50.5,
      'LSTM error': -0.5,
      'LSTM 80 % low': 49.5,
      'LSTM 80 % held': 'yes',
    })
    expect(rows[3]?.slice(3, 6)).toEqual([null, 'to come', null])
    expect(columns.indexOf('Persistence')).toBeLessThan(columns.indexOf('LSTM'))
  })

  it('says in words how far it is and how it fares', () => {
    expect(describeDiaryChart({ ...scored(), model: 'lstm' })).toMatchInlineSnapshot(
      `"Frozen on 3 May 2024: the price 5 trading days after 3 May 2024, by LSTM, against persistence. 3 of 5 days have come; skill against persistence LSTM −45.0 %."`
    )
    expect(describeDiaryChart({ ...scored({ knownTo: '2024-05-08' }), model: 'lstm' })).toMatch(
      /No day that it foretold has come yet\. 3 had come when it was frozen and do not count\.$/
    )
  })
})
