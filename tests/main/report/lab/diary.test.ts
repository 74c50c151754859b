import { describe, expect, it } from 'vitest'
import { makeRunFiles } from '../../../../src/main/report/files.ts'
import { checkChain } from '../../../../src/shared/lab/diary-chain.ts'
import { scoreEntry, scoreTogether } from '../../../../src/shared/lab/diary-score.ts'
import type { Diary } from '../../../../src/shared/lab-wire.ts'
import { makeForecast, weekdaysFrom } from '../../../shared/lab/some-forecasts.ts'
import { makeBundle } from '../../../support/bundle.ts'

const hash = '5e'.repeat(32)

function diaryOf(run: string, came: readonly number[], isSound = true): Diary {
  const frozen = makeForecast({ run })
  const dates = weekdaysFrom('2024-04-29', 5 + came.length)
  const score = scoreEntry(frozen, { dates, prices: [96, 97, 98, 99, 100, ...came] })
  const entry = { number: 1, hash, isSound, frozen, score }
  const row = { position: 1, number: 1, previous: '', hash, recomputed: isSound ? hash : '' }
  return {
    symbol: 'TEST',
    source: 'yahoo',
    chain: checkChain([row], { hashes: [hash], everHeld: 1 }),
    entries: [entry],
    notes: [],
    running: scoreTogether(isSound ? [entry] : []),
  }
}

function filesOf(diary: (run: string) => Diary) {
  const made = makeBundle({ days: 120 })
  const lab = { ...made.lab, diary: diary(made.results.id) }
  const files = new Map([...makeRunFiles({ ...made, lab })].map(([p, text]) => [p, String(text)]))
  const text = files.get('report.html')?.replace(/<script[\s\S]*?<\/script>/g, '') ?? ''
  const section = /<section class="panel" id="diary"[\s\S]*?<\/section>/.exec(text)?.[0] ?? ''
  return { files, section }
}

describe('the diary in the report', () => {
  const { files, section } = filesOf(run => diaryOf(run, [102, 104, 90]))

  it('says that the chain is intact, shows its head and warns of too few', () => {
    expect(section).toContain('The chain of 1 entry is intact')
    expect(section).toContain(hash)
    expect(section).toContain('too few to say anything')
  })

  it('draws the run’s own entry, and has persistence first in its tables', () => {
    expect(section.match(/<svg/g)).toHaveLength(1)
    expect(files.has('charts/diary-lstm.png')).toBe(true)
    const cells = [...section.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell)
    expect(cells.slice(0, 6)).toEqual(['1', 'Persistence', '6.325', '0', '–', '–'])
    expect(cells.slice(11, 17)).toEqual(['1', 'LSTM', '7.616', '\u221245.0\u00a0%', '2 of 3', '–'])
  })

  it('leaves every day of every forecaster in a CSV file', () => {
    const rows = files.get('lab/diary.csv')?.trim().split('\n') ?? []
    expect(rows).toHaveLength(1 + 5 * 3)
    expect(rows[1]).toContain('foretold,persistence,100,1,102,-2')
    expect(files.get('lab/diary-together.csv')).toMatch(
      /^forecaster,forecasts,forecasts_apart,days/
    )
  })

  it('names an entry that was changed, and draws nothing before a day has come', () => {
    const broken = filesOf(run => diaryOf(run, [], false)).section
    expect(broken).toContain('Entry 1 of 1 was changed after being frozen.')
    expect(broken).toContain('1 (not as frozen)')
    expect(broken).not.toContain('<svg')
  })

  it('has no section where nothing of the series is frozen', () => {
    const none = filesOf(run => ({ ...diaryOf(run, []), entries: [] }))
    expect(none.section).toBe('')
    expect(none.files.has('lab/diary.csv')).toBe(false)
  })
})
