import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHindcast } from '../src/main/api/hindcast.ts'
import { importFile } from '../src/main/api/series.ts'
import { addDays } from '../src/main/data/days.ts'

// How long large files take to import: a million rows of seven columns, and 100 MB of two. Not a
// test: seconds depend on the machine and on who else uses it.

const folder = mkdtempSync(join(tmpdir(), 'hindcast-bench-'))
process.env['HINDCAST_DATA'] = join(folder, 'data')

function makeFile(rows: number, columns: number, quote: string): string {
  const path = join(folder, `${rows}-${columns}-${quote.length}.csv`)
  const names = ['Date', 'Close', 'Open', 'High', 'Low', 'Adj Close', 'Volume'].slice(0, columns)
  const lines = Array.from({ length: rows }, (_, i) => {
    const price = 100 + ((i * 7919) % 10007) / 100
    const own = [price, price, price + 1, price - 1, price, i * 13].slice(0, columns - 1)
    return [addDays('0100-01-01', i), ...own.map(value => value.toFixed(4))]
      .map(cell => quote + cell + quote)
      .join(',')
  })
  writeFileSync(path, [names.join(','), ...lines, ''].join('\n'))
  return path
}

async function measure(what: string, path: string): Promise<void> {
  const opened = openHindcast()
  if (!opened.ok) throw new Error('no database')
  const started = performance.now()
  let told = 0
  const result = await importFile(opened.value.hindcast, path, {}, { onProgress: () => told++ })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const outcome = result.ok ? `${result.value.revision.count} rows` : result.failure.kind
  process.stdout.write(`${what}: ${seconds} s, ${outcome}, ${told} looks at the bar\n`)
  opened.value.hindcast.close()
}

await measure('1,000,000 rows of 7 columns', makeFile(1_000_000, 7, ''))
await measure('1,000,000 rows of 7 quoted columns', makeFile(1_000_000, 7, '"'))
await measure('2,900,000 rows of 3 columns', makeFile(2_900_000, 3, ''))
rmSync(folder, { recursive: true })
