import { Button } from '@blueprintjs/core'
import { Download } from 'lucide-react'
import type { ComparedRun } from '../../../../shared/lab/compare-runs.ts'
import { listWords, modelWords } from '../../../../shared/lab/words.ts'
import { tableCsv } from '../../charts/table-csv.ts'
import { Icon } from '../../components/icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { saveFile } from '../../components/save-file.ts'
import { SeriesKey } from '../../components/series-key.tsx'
import styles from './compare.module.css'
import { compareMeasures } from './compare-measures.ts'
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
  const save = () =>
    saveFile(
      'compare-measures.csv',
      tableCsv({
        columns: ['measure', ...columns.map(column => column.text)],
        rows: lines.map(({ name, values }) => [name, ...values]),
      })
    )
  return (
    <Panel
      title="Measures"
      caption={`${listWords(models)}, ${listWords(parts)} part`}
      tools={
        <Button
          variant="minimal"
          size="small"
          aria-label="Save measures as CSV"
          icon={<Icon of={Download} />}
          onClick={() => void save()}
        />
      }
    >
      <section
        className={styles['scroller']}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller without focus cannot be scrolled by keyboard
        tabIndex={0}
        aria-label="Measures side by side"
      >
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
            {lines.map(({ name, texts }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map(({ text, isPersistence }, i) => (
                  <td key={text} className={isPersistence ? (styles['base'] ?? '') : ''}>
                    {texts[i]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}
