import { setImmediate } from 'node:timers/promises'
import { formatNumber } from '../../../../shared/charts/format.ts'
import { done, failed } from '../../../../shared/failure.ts'
import { measureSize, type SizeRow, sizeSettings } from '../../../../shared/lab/size-control.ts'
import type { Control } from '../control.ts'
import type { ControlTable } from '../table.ts'

/** What is allowed of 5 %: the estimators are approximations, and so is a share of thousands. */
export const mostRejected = 0.065

/** From so many days on it is promised of differences that are an AR(1); fewer cannot show how alike they are. */
export const fewestPromised = 150

/** A share of fewer replications is noise: so many are made whatever `--seeds` says. */
const fewestReplications = 2000

/** Do the tests of the verdicts reject equals no oftener than they promise? Pure code, no engine. */
export const size: Control = {
  name: 'size',
  title: 'Size of the tests',
  seeds: 5000,
  async run({ seeds: asked, signal, tell, note }) {
    const count = Math.max(asked.length, fewestReplications)
    const seeds = Array.from({ length: count }, (_, k) => k + 1)
    const rows: SizeRow[] = []
    for (const setting of sizeSettings) {
      if (signal.aborted) return failed({ kind: 'cancelled' })
      rows.push(measureSize(setting, seeds))
      tell({
        done: rows.length,
        total: sizeSettings.length,
        what: 'settings simulated',
        table: sizeTable(rows),
      })
      if (rows.length % 10 === 0) note(`size: ${rows.length} of ${sizeSettings.length} settings`)
      await setImmediate() // lets an interrupt in
    }
    return done({
      table: sizeTable(rows),
      figures: [],
      broken: brokenSizes(rows),
      lines: rows.map(({ n, h, process, test, share }) => ({ n, h, process, test, share })),
    })
  },
}

/** Each setting that rejects too many, as a sentence. */
export const brokenSizes = (rows: readonly SizeRow[]): string[] =>
  rows
    .filter(({ n, process, share }) => isPromised(n, process) && (share ?? 0) > mostRejected)
    .map(
      ({ n, h, process, test, share }) =>
        `The ${test} test rejects ${percent(share)} of equals on ${process}, ${n} origins, ${h} ahead; at most ${percent(mostRejected)} are promised.`
    )

const isPromised = (n: number, process: string) => n >= fewestPromised || !process.startsWith('ar')

const percent = (share: number | null) => `${formatNumber(100 * (share ?? Number.NaN), 1)} %`

/** A line for each test, law and number of origins; a column for each number of days ahead. */
export function sizeTable(rows: readonly SizeRow[]): ControlTable {
  const ahead = [...new Set(rows.map(({ h }) => h))].toSorted((a, b) => a - b)
  const groups = Map.groupBy(rows, ({ test, process, n }) => `${test} ${process} ${n}`)
  return {
    head: ['Test', 'Differences', 'Origins', ...ahead.map(h => `h = ${h}`)],
    rows: [...groups.values()].map(group => [
      group[0]?.test ?? '',
      group[0]?.process ?? '',
      String(group[0]?.n ?? ''),
      ...ahead.map(h => cellOf(group.find(row => row.h === h))),
    ]),
    words: 2,
  }
}

const cellOf = (row: SizeRow | undefined): string =>
  row === undefined ? '' : row.share === null ? 'too few' : formatNumber(row.share, 3)
