import { formatCount } from '../../../../../shared/charts/format.ts'
import { alteredWords } from '../../../../../shared/lab/leakage-words.ts'
import type { LeakageMap } from '../../../../../shared/lab-wire.ts'
import type { ChartTable } from '../../../charts/table-csv.ts'
import { HeadRow } from '../../../components/head-row.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SaveTable } from '../../../components/save-table.tsx'
import { Scroller } from '../../../components/scroller.tsx'
import { Tag } from '../../../components/tag.tsx'
import { formatDay } from '../../../format.ts'
import styles from './leakage.module.css'

interface StageTableProps {
  readonly map: LeakageMap
  readonly table: () => ChartTable
  readonly fileName: string
}

const heads = ['Stage', 'Days', 'First', 'Last', 'May see up to', 'Later days altered']

/** Every stage with the days it read and the last one it may. */
export function StageTable({ map, table, fileName }: StageTableProps) {
  const bad = new Set(map.violations.map(({ stage }) => stage))
  const day = (date: string | null) => (date === null ? '–' : formatDay(date))
  return (
    <Panel
      title="Stages"
      caption="in the order in which a run goes through them"
      tools={<SaveTable name="stages" fileName={`${fileName}-stages.csv`} table={table} />}
      className={styles['stages'] ?? ''}
    >
      <Scroller label="Every stage" className={styles['scroller']}>
        <table className={styles['table']}>
          <HeadRow heads={heads} />
          <tbody>
            {map.stages.map(stage => (
              <tr key={stage.id}>
                <th scope="row">
                  {stage.name}
                  <span className="caption">{stage.about}</span>
                </th>
                <td>{formatCount(stage.count)}</td>
                <td>{day(stage.first)}</td>
                <td>{day(stage.last)}</td>
                <td>{day(stage.limit)}</td>
                <td>
                  {bad.has(stage.id) ? (
                    <Tag tone="bad">⚠ saw too much</Tag>
                  ) : (
                    alteredWords(stage, map)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </Panel>
  )
}
