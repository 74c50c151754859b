import { displayName } from '../../../../shared/charts/format.ts'
import type { RunDetail, SeriesSummary } from '../../../../shared/wire.ts'
import type { ChartTable } from '../../charts/table-csv.ts'
import { Panel } from '../../components/panel.tsx'
import { SaveTable } from '../../components/save-table.tsx'
import { Scroller } from '../../components/scroller.tsx'
import { SeriesKey } from '../../components/series-key.tsx'
import { Tag } from '../../components/tag.tsx'
import { formatCount, formatDay, formatPercent } from '../../format.ts'
import { titleOf } from '../../series-words.ts'
import styles from './other-series.module.css'
import tableStyles from './path-table.module.css'
import type { AppliedSeries } from './use-applied.ts'

interface AppliedTableProps {
  readonly run: RunDetail
  readonly series: readonly SeriesSummary[]
  readonly applied: readonly AppliedSeries[]
  readonly shown: number | null
  readonly onShow: (revisionId: number) => void
}

/** A row for each series: days judged, and every network's skill there with what the test says of it. */
export function AppliedTable({ run, series, applied, shown, onShow }: AppliedTableProps) {
  const models = run.experiment.models
  const seriesOf = (id: number) => series.find(one => one.revisionId === id)
  const tools = (
    <SaveTable
      name="Applied"
      fileName={`${run.summary.symbol}-${run.summary.id}-applied.csv`}
      table={() => appliedFile(run, applied, id => seriesOf(id)?.symbol ?? '')}
      disabled={applied.length === 0}
    />
  )
  return (
    <Panel
      className={styles['table'] ?? ''}
      title="Applied"
      caption="Skill against ‘tomorrow = today’ on days the run never saw; nothing is fitted anew."
      tools={tools}
    >
      {applied.length === 0 ? (
        <p className={styles['hint']}>Choose one or more series on the left.</p>
      ) : (
        <Scroller label="Applied, by series" className={tableStyles['scroller']}>
          <table className={tableStyles['table']}>
            <thead>
              <tr>
                <th scope="col">Series</th>
                <th scope="col">Days judged</th>
                {models.map(({ name }) => (
                  <th key={name} scope="col">
                    <SeriesKey name={name} models={models} /> {displayName(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {applied.map(one => (
                <tr
                  key={one.revisionId}
                  className={one.revisionId === shown ? tableStyles['chosen'] : ''}
                >
                  <th scope="row">
                    <SeriesName
                      series={seriesOf(one.revisionId)}
                      isShown={one.revisionId === shown}
                      onShow={() => onShow(one.revisionId)}
                    />
                  </th>
                  <AppliedCells one={one} names={models.map(({ name }) => name)} />
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </Panel>
  )
}

interface SeriesNameProps {
  readonly series: SeriesSummary | undefined
  readonly isShown: boolean
  readonly onShow: () => void
}

/** Leads to the chart of that series beneath the table. */
const SeriesName = ({ series, isShown, onShow }: SeriesNameProps) => (
  <span className={styles['series']}>
    <button
      type="button"
      className={styles['name']}
      title={series && titleOf(series)}
      aria-pressed={isShown}
      onClick={onShow}
    >
      {series ? titleOf(series) : '–'}
    </button>
    {series?.source === 'simulated' && <Tag>simulated</Tag>}
  </span>
)

function AppliedCells({ one, names }: { one: AppliedSeries; names: readonly string[] }) {
  const { value, error } = one
  if (error !== null || value === undefined)
    return (
      <td className={styles['left']} colSpan={names.length + 1} role={error ? 'alert' : 'status'}>
        {error?.message ?? 'Applying'}
      </td>
    )
  const span = value.days
  return (
    <>
      <td
        title={
          span ? `${formatDay(span.first)} to ${formatDay(span.last)}` : 'No new day to judge on'
        }
      >
        {span ? formatCount(span.count) : '0'}
      </td>
      {names.map(name => {
        const verdict = value.verdicts.find(one => one.model === name)
        return (
          <td key={name} title={verdict?.sentence}>
            {verdict ? (
              <>
                {formatPercent(verdict.skill, 1, { signed: true })}{' '}
                <span className="muted">{outcomeWords[verdict.outcome]}</span>
              </>
            ) : (
              '–'
            )}
          </td>
        )
      })}
    </>
  )
}

const outcomeWords = {
  better: 'better',
  'not distinguishable': '= baseline',
  worse: 'worse',
  'too few': 'too few days',
}

function appliedFile(
  { experiment, summary }: RunDetail,
  applied: readonly AppliedSeries[],
  nameOf: (id: number) => string
): ChartTable {
  return {
    columns: [
      'run',
      'series',
      'first',
      'last',
      'days',
      'model',
      'skill',
      'adjusted p',
      'outcome',
      'refused because',
    ],
    rows: applied.flatMap(({ revisionId, value, error }) =>
      experiment.models.map(({ name }) => {
        const verdict = value?.verdicts.find(one => one.model === name)
        const span = value?.days
        return [
          summary.id,
          nameOf(revisionId),
          span?.first ?? null,
          span?.last ?? null,
          span?.count ?? 0,
          name,
          verdict?.skill ?? null,
          verdict?.adjustedP ?? null,
          verdict?.outcome ?? null,
          error?.message ?? null,
        ]
      })
    ),
  }
}
