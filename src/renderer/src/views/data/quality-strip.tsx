import { PopoverNext } from '@blueprintjs/core'
import { memo, type ReactNode } from 'react'
import type { PriceColumn } from '../../../../shared/types.ts'
import type { SeriesDetail } from '../../../../shared/wire.ts'
import { Segmented } from '../../components/segmented.tsx'
import { formatCount, formatDay, formatInstant, formatNumber, formatPercent } from '../../format.ts'
import { sourceOf } from '../../series-words.ts'
import { changeDraft, useDraft } from '../../state/draft.ts'
import styles from './quality-strip.module.css'

interface QualityStripProps {
  readonly series: SeriesDetail
  readonly price: PriceColumn
}

/** How good a series is, at a glance; each fact opens the days behind it. */
export const QualityStrip = memo(function QualityStrip({ series, price }: QualityStripProps) {
  const { summary, quality, bars, revision } = series
  const { gaps, outliers, splits } = quality
  const over = `over ${formatNumber(outliers.threshold, 0)} σ`
  return (
    <section className={styles['strip']} aria-label="Quality">
      <Fact name="Source" value={sourceOf(summary, revision.series.file)}>
        <SourceFacts series={series} />
      </Fact>
      <Fact
        name="As of"
        value={formatDay(summary.asOf)}
        isWarning={summary.missingDays > 0}
        {...(summary.missingDays > 0 ? { extra: `+${formatCount(summary.missingDays)} d` } : {})}
      >
        <p>{asOfWords(summary.missingDays, summary.asOf)}</p>
      </Fact>
      <Fact name="Bars" value={`${formatCount(summary.count)} days`}>
        <p>
          {formatDay(bars.dates[0] ?? summary.first)} to {formatDay(summary.asOf)}.
          {quality.hasCandles ? ' Open, high and low are there.' : ' Only one price a day.'}
          {quality.hasVolume ? ' Volume is there.' : ' No volume.'}
        </p>
      </Fact>
      <Fact name="Price used" value={price === 'close' ? 'Close' : 'Adjusted'}>
        <PriceChoice price={price} hasAdjusted={quality.hasAdjusted} />
      </Fact>
      <Fact
        name="Gaps"
        value={gapsShort(gaps.count, summary.exchange)}
        isWarning={gaps.count > 0 && summary.exchange !== null}
      >
        <p>{gapWords(gaps.count, summary.exchange)} Windows step over them.</p>
        <Days
          days={gaps.days.map(date => [formatDay(date)])}
          hidden={gaps.count - gaps.days.length}
        />
      </Fact>
      <Fact
        name="Outliers"
        value={
          outliers.days.length === 0
            ? `None ${over}`
            : `${formatCount(outliers.days.length)} ${over}`
        }
      >
        <p>Daily returns more than {over.slice(5)} from the median, by a robust deviation.</p>
        <Days
          days={outliers.days.map(day => [
            formatDay(day.date),
            formatPercent(day.return, 1, { signed: true }),
            `${formatNumber(day.deviations, 1)} σ`,
          ])}
        />
      </Fact>
      <Fact name="Splits" value={countOr(splits.length)}>
        <p>Days on which close and adjusted close part by more than a dividend. Guesses.</p>
        <Days days={splits.map(day => [formatDay(day.date), ratioWords(day.ratio)])} />
      </Fact>
    </section>
  )
})

const countOr = (n: number): string => (n === 0 ? 'None' : formatCount(n))

/** Holidays are known by exchange only; without one they look like gaps. */
const gapsShort = (count: number, exchange: string | null): string =>
  exchange === null && count > 0 ? `${formatCount(count)} with holidays` : countOr(count)

const gapWords = (count: number, exchange: string | null): string =>
  exchange === null && count > 0
    ? `${formatCount(count)} ${count === 1 ? 'weekday' : 'weekdays'} without a bar, holidays among them: a file does not say whose holidays it keeps, so this is no fault of it.`
    : 'Trading days of its exchange without a bar.'

const ratioWords = (ratio: number): string =>
  ratio >= 1 ? `${formatNumber(ratio, 2)} for 1` : `1 for ${formatNumber(1 / ratio, 2)}`

const asOfWords = (missing: number, asOf: string): string =>
  missing === 0
    ? `The last bar is of ${formatDay(asOf)}; nothing newer is expected.`
    : `The last bar is of ${formatDay(asOf)}. Since then ${missing === 1 ? 'one weekday has' : `${formatCount(missing)} weekdays have`} passed. Refresh fetches only those.`

interface FactProps {
  readonly name: string
  readonly value: string
  readonly extra?: string
  readonly isWarning?: boolean
  readonly children: ReactNode
}

function Fact({ name, value, extra, isWarning = false, children }: FactProps) {
  const content = (
    <div className={styles['more']} role="dialog" aria-label={name}>
      {children}
    </div>
  )
  return (
    <PopoverNext content={content} placement="bottom-start" shouldReturnFocusOnClose>
      <button type="button" className={styles['fact']}>
        <span className="caption">
          {name}
          <span className="unseen">: </span>
        </span>
        <span className={`clip ${isWarning ? styles['warn'] : ''}`} title={value}>
          {extra ? `${value} ${extra}` : value}
        </span>
      </button>
    </PopoverNext>
  )
}

interface DaysProps {
  readonly days: readonly (readonly string[])[]
  readonly hidden?: number
}

function Days({ days, hidden = 0 }: DaysProps) {
  if (days.length === 0) return <p className="muted">None.</p>
  return (
    <div className={styles['days']}>
      <table>
        <tbody>
          {days.map(cells => (
            <tr key={cells[0]}>
              {cells.map(cell => (
                <td key={cell}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && <p className="muted">and {formatCount(hidden)} more</p>}
    </div>
  )
}

function SourceFacts({
  series: { summary, revision, revisions },
}: Pick<QualityStripProps, 'series'>) {
  const facts = [
    ['Name', summary.name],
    ['File', revision.series.file],
    ['Exchange', summary.exchange],
    ['Currency', summary.currency],
    ['Kept since', formatInstant(revisions[0]?.createdAt ?? revision.createdAt)],
    ['Fingerprint', revision.hash.slice(0, 12)],
  ].filter(([, value]) => value !== null)
  return (
    <table>
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PriceChoice({ price, hasAdjusted }: { price: PriceColumn; hasAdjusted: boolean }) {
  const isLocked = useDraft(draft => draft.locked.includes('price'))
  return (
    <>
      <p>
        {hasAdjusted
          ? 'The close is what was paid that day; the adjusted close takes splits and dividends out.'
          : 'This series has no adjusted close.'}
        {isLocked ? ' The preset locks this choice.' : ''}
      </p>
      {hasAdjusted && (
        <Segmented
          label="Price used"
          disabled={isLocked}
          options={[
            { value: 'close', text: 'Close' },
            { value: 'adjusted', text: 'Adjusted' },
          ]}
          value={price}
          onChange={value => changeDraft({ price: value })}
        />
      )}
    </>
  )
}
