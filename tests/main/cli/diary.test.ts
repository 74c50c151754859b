import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendForecast } from '../../../src/main/store/diary.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { saveRevision } from '../../../src/main/store/revisions.ts'
import { makeForecast, weekdaysFrom } from '../../shared/lab/some-forecasts.ts'
import { makeFolder, runCli } from './run-cli.ts'

// The command in a process of its own, on a diary that was frozen in May 2024.

const folder = makeFolder()
const data = join(folder, 'data')
const info = { symbol: 'TEST', source: 'yahoo', name: null, currency: 'USD' } as const

beforeAll(() => {
  const opened = openStore({ folder: data, now: () => new Date('2024-05-03T21:00:00Z') })
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  const { store } = opened.value
  const dates = weekdaysFrom('2024-04-29', 8)
  const close = Float64Array.of(96, 97, 98, 99, 100, 102, 104, 90)
  const none = close.map(() => Number.NaN)
  const columns = { open: none, high: none, low: none, close, adjusted: close, volume: none }
  saveRevision(store, { ...info, exchange: 'NMS', file: null }, { dates, ...columns })
  const { kind: _, number: __, frozenAt: ___, ...forecast } = makeForecast()
  appendForecast(store, forecast)
  appendForecast(store, { ...forecast, symbol: 'OTHER', run: 'zzz999' })
  store.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const diary = (...args: readonly string[]) => runCli(['diary', ...args], { folder })

describe('hindcast diary', () => {
  it('lists entries by series with days come, skill and hits, and warns of too few', async () => {
    const { code, out } = await diary()
    expect(code).toBe(0)
    expect(out).toMatch(/^The chain of 2 entries is intact/)
    expect(out).toMatch(/\nTEST \(yahoo\)\n/)
    // by hand: errors 1, 2 and −13 against 2, 4 and −10 by persistence
    const skill = (100 * (1 - (1 + 4 + 169) / (4 + 16 + 100))).toFixed(1).replace('-', '−')
    expect(out).toMatch(/1 +3 May 2024 +kq3x7d +3 May 2024 +3 of 5 +Persistence +6\.325/)
    expect(out).toMatch(new RegExp(`LSTM +7\\.616 +${skill}\\s%`))
    expect(out).toMatch(/2 of 3/)
    expect(out).toMatch(/too few to say anything: it takes 8/)
    expect(out).toMatch(/OTHER \(yahoo\)[\s\S]*No day that was foretold has come yet\./)
  })

  it('answers machines, of one series', async () => {
    const { code, lines } = await diary('test', '--json')
    const said = JSON.parse(lines[0] ?? '')
    expect(code).toBe(0)
    expect(said).toMatchObject({ type: 'diary', chain: { state: 'intact', count: 2 }, notes: [] })
    expect(said.series.map(({ symbol }: { symbol: string }) => symbol)).toEqual(['TEST'])
    expect(said.series[0].entries[0]).toMatchObject({ number: 1, score: { foretold: 3 } })
  })

  it('writes a row for each day and forecaster', async () => {
    const { code } = await diary('TEST', '--out', join(folder, 'out'))
    expect(code).toBe(0)
    const [head = '', ...rows] = readFileSync(join(folder, 'out', 'diary.csv'), 'utf8')
      .trim()
      .split('\n')
    expect(rows).toHaveLength(5 * 3)
    const columns = head.split(',')
    const first = Object.fromEntries(rows[2]!.split(',').map((cell, i) => [columns[i], cell]))
    expect(first).toMatchObject({
      entry: '1',
      intact: 'yes',
      step: '1',
      date: '2024-05-06',
      state: 'foretold',
      forecaster: 'lstm',
      forecast: '101',
      actual: '102',
      error: '-1',
      within_80: 'yes',
      within_95: '',
    })
    expect(rows.filter(row => row.includes(',persistence,'))).toHaveLength(5)
  })

  it('hears of new days when a file brings them', async () => {
    const file = join(folder, 'TEST2.csv')
    const dates = weekdaysFrom('2024-04-29', 8)
    const rows = (count: number) =>
      ['date,close', ...dates.slice(0, count).map((date, i) => `${date},${96 + i}`)].join('\n')
    writeFileSync(file, rows(5))
    expect((await runCli(['import', file], { folder })).out).not.toContain('frozen')
    const opened = openStore({ folder: data, now: () => new Date('2024-05-03T21:00:00Z') })
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
    const { kind: _, number: __, frozenAt: ___, ...forecast } = makeForecast()
    appendForecast(opened.value.store, { ...forecast, symbol: 'TEST2', source: 'csv' })
    opened.value.store.close()
    writeFileSync(file, rows(7))
    expect((await runCli(['import', file], { folder })).lines.at(-1)).toBe(
      '1 frozen forecast has 2 new days of TEST2. See them with npx hindcast diary TEST2.'
    )
  })

  it('finds a head that was kept elsewhere, and says so of one that is not there', async () => {
    const { head } = JSON.parse((await diary('--json')).lines[0] ?? '').chain
    const found = await diary('--verify', '--head', head.slice(0, 12))
    expect(found).toMatchObject({ code: 0 })
    expect(found.out).toMatch(/is that of entry 3: up to there nothing was changed/)
    const lost = await diary('--verify', '--head', 'f'.repeat(64))
    expect(lost.code).toBe(1)
    expect((await diary('--head', 'no hash')).code).toBe(2)
  })

  it('names what a shell changed, and ends with 1', async () => {
    const db = new Database(join(data, 'hindcast.sqlite'))
    db.exec('DROP TRIGGER diary_keeps')
    db.exec(`UPDATE diary SET payload = replace(payload, '101', '103') WHERE position = 1`)
    db.close()
    const checked = await diary('--verify')
    expect(checked.code).toBe(1)
    expect(checked.lines[0]).toBe('Entry 1 of 3 was changed after being frozen.')
    const listed = await diary('TEST')
    expect(listed.code).toBe(1)
    expect(listed.out).toMatch(/not as frozen: 1[\s\S]*No day that was foretold has come yet/)
  })
})
