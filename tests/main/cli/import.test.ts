import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { series, table, walk, weekdays } from '../data/csv-makers.ts'
import { makeFolder, runCli } from './run-cli.ts'

const folder = makeFolder()
const cli = (...args: string[]) => runCli(args, { folder })

function write(name: string, text: string): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}

const iso = (day: string) => day

describe('import', () => {
  it('says in one line what was understood, and has it as fields', async () => {
    const file = write('plain.csv', series(iso))
    const { code, lines } = await cli('import', file)
    expect(code).toBe(0)
    expect(lines[1]).toMatch(
      /^Understood: date Date and close Close; days written year first; decimal point; 2 January 2024 \(101\.19\) to 25 March 2024 \([\d.]+\); daily; no row left out\.$/
    )
    const json = JSON.parse((await cli('import', file, '--json')).out)
    expect(json.understood).toMatchObject({
      columns: { date: 'Date', close: 'Close', volume: null },
      days: 'year first',
      decimal: 'point',
      zone: null,
      first: { date: '2024-01-02', close: 101.19 },
      spacing: 'daily',
      leftOut: [],
    })
  })

  it('asks with an option that answers', async () => {
    const dots = write(
      'dots.csv',
      series(iso, price => (Math.round(price) + 900).toString().replace(/\B(?=\d{3}$)/, '.'))
    )
    expect((await cli('import', dots)).err).toContain('--decimal point|comma')
    expect((await cli('import', dots, '--decimal', 'comma')).code).toBe(0)
    const utc = write(
      'utc.csv',
      series(day => new Date(Date.parse(day) - 3_600_000).toISOString())
    )
    expect((await cli('import', utc)).err).toContain('--zone Europe/Berlin')
    expect((await cli('import', utc, '--zone', 'Europe/Berlin')).out).toContain(
      'in Europe/Berlin time; decimal point; 2 January 2024'
    )
    expect((await cli('import', utc, '--zone', 'Berlin')).code).toBe(2)
    const rows = weekdays(30).map((day, i) => [`${day}`, `${weekdays(31)[i + 1]}`, `${i + 5}`])
    const two = write('two.csv', table(['Price Date', 'Report Date', 'NAV'], rows))
    expect((await cli('import', two)).err).toContain('--date-column NAME')
    expect((await cli('import', two, '--date-column', 'price date')).out).toContain(
      '2 January 2024 (5)'
    )
  })

  it('does not lay one security over another', async () => {
    const a = write('a/prices.csv', series(iso))
    const b = write('b/prices.csv', series(iso, undefined, { prices: walk(60, 4000) }))
    expect((await cli('import', a)).code).toBe(0)
    const refused = await cli('import', b)
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringMatching(
        /PRICES, which is here already with other prices \(on 2024-01-02 it was 101.19, in the file 4000\).*--as NAME/
      ),
    ])
    expect((await cli('import', b, '--as', 'BOLT')).out).toMatch(/^BOLT: /)
    expect((await cli('import', a, b, '--as', 'BOLT')).code).toBe(2)
    const grown = write('a/prices.csv', series(iso, undefined, { days: weekdays(80) }))
    expect((await cli('import', grown)).code).toBe(0)
  })

  it('names a series by the column that was chosen', async () => {
    const rows = weekdays(30).map((day, i) => [day, `${i + 5}`, `${i + 70}`])
    const file = write('fund.csv', table(['Date', 'Close ACME', 'Close CORE'], rows))
    expect((await cli('import', file, '--column', 'Close ACME')).out).toMatch(/^ACME: /)
    expect((await cli('import', file, '--column', 'Close CORE')).out).toMatch(/^CORE: /)
  })

  it.skipIf(process.platform === 'win32')('reads no file without an end', async () => {
    const endless = await cli('import', '/dev/zero')
    expect([endless.code, endless.err]).toEqual([
      1,
      expect.stringMatching(/^zero is larger than 128 MB/),
    ])
    const config = await cli('run', '--sample', 'random-walk', '--config', '/dev/zero')
    expect([config.code, config.err]).toEqual([
      1,
      expect.stringMatching(/^zero is larger than 16 MB/),
    ])
  })
})

describe('bars', () => {
  it('writes a stored series that reads back to the same doubles', async () => {
    const odd = [0.1 + 0.2, 1 / 3, 1e-7, 123456789.123, 5e-324 * 2 ** 60, 1.7e300, 2 ** 53 - 1]
    const rows = weekdays(odd.length).map((day, i) => [
      day,
      '',
      String(odd[i]),
      String((odd[i] ?? 0) / 7),
    ])
    const file = write('odd.csv', table(['Date', 'High', 'Close', 'Adj Close'], rows))
    expect((await cli('import', file)).code).toBe(0)
    const { lines } = await cli('bars', 'odd')
    expect(lines[0]).toBe('date,open,high,low,close,adjusted,volume')
    const cells = lines.slice(1).map(line => line.split(','))
    expect(cells.map(cell => Number(cell[4]))).toEqual(odd)
    expect(cells.map(cell => Number(cell[5]))).toEqual(odd.map(value => value / 7))
    expect(cells.every(cell => cell.length === 7 && cell[2] === '' && cell[6] === '')).toBe(true)
  })

  it('takes a revision, a file to write, and says what is not there', async () => {
    const first = await cli('bars', 'prices', '--revision', '1')
    const latest = await cli('bars', 'PRICES')
    expect([first.lines.length, latest.lines.length]).toEqual([61, 81])
    expect((await cli('bars', 'PRICES', '--out', 'prices.out')).code).toBe(0)
    expect(readFileSync(join(folder, 'prices.out'), 'utf8')).toBe(latest.out)
    expect((await cli('bars', 'NOPE')).err).toContain('no series here is called that')
    expect((await cli('bars', 'PRICES', '--revision', '9')).err).toContain('9 is none of them')
    const nowhere = await cli('bars', 'PRICES', '--out', join(folder, 'absent', 'x.csv'))
    expect([nowhere.code, nowhere.err]).toEqual([
      1,
      expect.stringContaining('could not be written'),
    ])
  })
})

describe('where a report cannot be written', () => {
  it.skipIf(process.platform === 'win32')(
    'a run says so before it trains, an export in words',
    async () => {
      symlinkSync(join(folder, 'unplugged'), join(folder, 'drive'))
      const short = ['--epochs', '1', '--models', 'rnn', '--days', '120', '--horizon', '5']
      for (const out of [
        write('file', 'x'),
        join(folder, 'drive', 'rep'),
        join(folder, 'file', 'rep'),
      ]) {
        const {
          code,
          err,
          out: said,
        } = await cli('run', '--sample', 'random-walk', ...short, '--out', out)
        expect([code, err]).toEqual([1, expect.stringContaining('could not be written')])
        expect(said).not.toContain('epoch')
      }
      expect(JSON.parse((await cli('runs', '--json')).out)).toEqual([])
    }
  )

  it('predict says that there is no such run before it asks anybody', async () => {
    const { code, err } = await cli('predict', 'zzzzzz', '--symbol', 'NOSUCHSYMBOL')
    expect([code, err]).toEqual([1, expect.stringContaining('There is no run zzzzzz')])
  })

  it.skipIf(process.platform === 'win32')(
    'of a flat series nothing is decided, and an export below a dangling link is refused',
    async () => {
      const flat = write(
        'FLAT.csv',
        series(iso, () => '25.00', { days: weekdays(150) })
      )
      const short = [
        '--epochs',
        '1',
        '--models',
        'rnn',
        '--horizon',
        '5',
        '--window',
        '10',
        '--days',
        '150',
        '--out',
        'flat',
      ]
      const { code, out, err } = await cli('run', '--csv', flat, ...short)
      expect([code, err]).toEqual([0, expect.stringContaining('Understood')])
      expect(out).toMatch(/made no error on the test days, so it is not decidable/)
      expect(out).not.toMatch(/not all numbers|−3/)
      const results = JSON.parse(readFileSync(join(folder, 'flat', 'results.json'), 'utf8'))
      expect(results.verdicts[0]).toMatchObject({ outcome: 'not decidable', skill: null })
      const lags = results.forecasters.flatMap(
        (f: { parts: Record<string, { bestLag: unknown }> }) =>
          Object.values(f.parts).map(part => part.bestLag)
      )
      expect(new Set(lags)).toEqual(new Set([null]))
      const exported = await cli('export', results.id, '--out', join(folder, 'drive', 'rep'))
      expect([exported.code, exported.err]).toEqual([
        1,
        expect.stringContaining('leads to a place that is not there'),
      ])
    },
    120_000
  )
})
