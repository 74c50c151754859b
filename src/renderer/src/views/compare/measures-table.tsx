import { isNumber } from '../../../../shared/charts/format.ts'
import type { ComparedRun } from '../../../../shared/lab/compare-runs.ts'
import { listWords, modelWords } from '../../../../shared/lab/words.ts'
import { Panel } from '../../components/panel.tsx'
import { SaveTable } from '../../components/save-table.tsx'
import { Scroller } from '../../components/scroller.tsx'
import { SeriesKey } from '../../components/series-key.tsx'
import styles from './compare.module.css'
import { compareMeasures, type RangeText } from './compare-measures.ts'
import { RunKey } from './run-key.tsx'

interface MeasuresTableProps {
  readonly runs: readonly ComparedRun[]
  readonly isShared: boolean
}

/** Measures side by side, persistence first. */
export function MeasuresTable({ runs, isShared }: MeasuresTableProps) {
  const { columns, lines } = compareMeasures(runs, isShared)
  const parts = [...new Set(runs.map(run => run.results.verdictPart))]
  const models = [...new Set(runs.map(run => modelWords(run.model)))]
  const table = () => ({
    columns: ['measure', ...columns.map(column => column.text)],
    rows: lines.flatMap(({ name, values, lows, highs }) => [
      [name, ...values],
      ...(lows.some(isNumber) ? [[`${name}, lowest seed`, ...lows]] : []),
      ...(highs.some(isNumber) ? [[`${name}, highest seed`, ...highs]] : []),
    ]),
  })
  return (
    <Panel
      title="Measures"
      caption={`${listWords(models)}, ${listWords(parts)} part`}
      tools={<SaveTable name="measures" fileName="compare-measures.csv" table={table} />}
    >
      <Scroller label="Measures side by side" className={styles['scroller']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              {columns.map(({ text, isPersistence, run }) => (
                <th key={text} scope="col">
                  {isPersistence ? (
                    <SeriesKey name="persistence" models={[]} />
                  ) : (
                    <RunKey index={run} />
                  )}{' '}
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, texts, ranges }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map(({ text, isPersistence }, i) => (
                  <td key={text} className={isPersistence ? (styles['base'] ?? '') : ''}>
                    {texts[i]}
                    <Range of={ranges[i] ?? null} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </Panel>
  )
}

const Range = ({ of }: { readonly of: RangeText | null }) =>
  of === null ? null : (
    <span className={styles['range']}>
      {of.low} to {of.high}
    </span>
  )
