import { displayName } from '../../../../../shared/charts/format.ts'
import { type RunningScore, runningWords } from '../../../../../shared/lab/diary-score.ts'
import { runningTable } from '../../../../../shared/lab/diary-table.ts'
import type { Diary } from '../../../../../shared/lab-wire.ts'
import { HeadRow } from '../../../components/head-row.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SaveTable } from '../../../components/save-table.tsx'
import { Scroller } from '../../../components/scroller.tsx'
import { SeriesKey } from '../../../components/series-key.tsx'
import { formatCount, formatNumber, formatPercent } from '../../../format.ts'
import styles from './diary.module.css'
import { fileNameOf } from './words.ts'

const heads = ['', 'Forecasts', 'Days', 'Error', 'Skill', 'In 80 %', 'In 95 %']

/** All frozen forecasts of the series together, persistence first, and what that is worth. */
export function RunningPanel({ diary }: { readonly diary: Diary }) {
  const { running, entries } = diary
  const models = new Map(entries.flatMap(({ frozen }) => frozen.models).map(m => [m.name, m]))
  const save = (
    <SaveTable
      name="running score"
      fileName={`${fileNameOf(diary)}-together.csv`}
      table={() => runningTable(running)}
      disabled={running.entries === 0}
    />
  )
  return (
    <Panel
      title="Together"
      caption="a run counts once, as it was first frozen; errors as a share of the last known price"
      tools={save}
      className={styles['panel'] ?? ''}
    >
      {running.entries > 0 && (
        <Scroller label="Running score" className={styles['wide']}>
          <table className={styles['table']}>
            <HeadRow heads={heads} />
            <tbody>
              {running.forecasters.map(own => (
                <tr key={own.name} className={own.name === 'persistence' ? styles['baseRow'] : ''}>
                  <th scope="row" className={styles['network']}>
                    <SeriesKey name={own.name} models={[...models.values()]} />{' '}
                    {displayName(own.name)}
                  </th>
                  <td>{formatCount(own.entries)}</td>
                  <td>{formatCount(own.days)}</td>
                  <td>{formatPercent(own.rmse, 2)}</td>
                  <td>
                    {own.name === 'persistence'
                      ? '0'
                      : formatPercent(own.skill, 1, { signed: true })}
                  </td>
                  <td>{coverageCell(running, own.name, 0.8)}</td>
                  <td>{coverageCell(running, own.name, 0.95)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
      <p className={styles['words']}>{runningWords(running)}</p>
    </Panel>
  )
}

/** The share held, with its 95 % interval and how many independent days that is worth. */
function coverageCell({ bands }: RunningScore, model: string, level: number) {
  const found = bands.find(one => one.model === model && one.level === level)
  if (!found) return '–'
  const { share, low, high, effective } = found.coverage
  const interval =
    low === null || high === null
      ? '(too few)'
      : `(${formatNumber(100 * low, 0)}–${formatNumber(100 * high, 0)})`
  return (
    <>
      {formatPercent(share, 0)} {interval}
      <span className={`caption ${styles['under']}`}>
        worth {formatCount(Math.max(1, Math.round(effective)))} days
      </span>
    </>
  )
}
