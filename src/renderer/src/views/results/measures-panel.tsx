import { Button } from '@blueprintjs/core'
import { Columns3 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { displayName, formatCount, formatPercent } from '../../../../shared/charts/format.ts'
import type { ModelRef } from '../../../../shared/charts/theme.ts'
import { isFlagged } from '../../../../shared/lab/copycat-words.ts'
import type { Results } from '../../../../shared/results.ts'
import type { SeedsResults } from '../../../../shared/studies/seeds.ts'
import type { Part } from '../../../../shared/types.ts'
import { Icon } from '../../components/icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { SaveTable } from '../../components/save-table.tsx'
import { Scroller } from '../../components/scroller.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { SeriesKey } from '../../components/series-key.tsx'
import { CopyFlag } from './copy-flag.tsx'
import {
  type MeasureColumn,
  type MeasureRow,
  makeColumns,
  makeRows,
  measureTable,
  rangeTexts,
  seedMeasureTable,
} from './measure-columns.ts'
import { MeasureHead } from './measure-head.tsx'
import styles from './measures-panel.module.css'
import { useMeasureSort } from './use-measure-sort.ts'

interface MeasuresPanelProps {
  readonly results: Results
  /** What several seeds found, where that is to be shown. */
  readonly seeds: SeedsResults | null
  readonly models: readonly ModelRef[]
  readonly fileName: string
  readonly isWide: boolean
  readonly onWide: (wide: boolean) => void
  /** Shows a network’s prediction shifted by a day. */
  readonly onCopy: (model: string) => void
}

const partNames: Record<Part, string> = { train: 'Train', validation: 'Validation', test: 'Test' }

/** Every forecaster on one part, persistence on top whatever the order. */
export function MeasuresPanel(props: MeasuresPanelProps) {
  const { results, seeds, models, fileName, isWide, onWide, onCopy } = props
  const [part, setPart] = useState<Part>(results.verdictPart)
  const rows = useMemo(() => makeRows(results, part, seeds), [results, part, seeds])
  const all = useMemo(() => makeColumns(results, rows), [results, rows])
  const columns = isWide ? all : all.filter(column => column.isExtra !== true)
  const { sorted, directionOf, toggle } = useMeasureSort(rows, all)
  const tools = (
    <>
      <PartChoice results={results} part={part} onPart={setPart} />
      <Button
        variant="minimal"
        size="small"
        active={isWide}
        aria-pressed={isWide}
        aria-label="All measures"
        icon={<Icon of={Columns3} />}
        onClick={() => onWide(!isWide)}
      />
      <SaveTable
        name="measures"
        fileName={`${fileName}-measures-${part}.csv`}
        table={() => (seeds ? seedMeasureTable : measureTable)(sorted, all)}
      />
    </>
  )
  return (
    <Panel
      title={`${partNames[part]} measures`}
      caption={captionOf(results, part, seeds)}
      tools={tools}
      className={styles['panel'] ?? ''}
    >
      <Scroller label="Measures" className={styles['scroller']}>
        <table className={styles['table']}>
          <MeasureHead columns={columns} directionOf={directionOf} toggle={toggle} />
          <tbody>
            {sorted.map(row => (
              <Row key={row.name} row={row} columns={columns} models={models} onCopy={onCopy} />
            ))}
          </tbody>
        </table>
      </Scroller>
    </Panel>
  )
}

interface RowProps {
  readonly row: MeasureRow
  readonly columns: readonly MeasureColumn[]
  readonly models: readonly ModelRef[]
  readonly onCopy: (model: string) => void
}

const Row = ({ row, columns, models, onCopy }: RowProps) => (
  <tr className={row.name === 'persistence' ? (styles['base'] ?? '') : ''}>
    <th scope="row">
      <SeriesKey name={row.name} models={models} />
      <span className="clip">{displayName(row.name)}</span>
    </th>
    {columns.map(column => (
      <td key={column.id}>
        {column.id === 'bestLag' && isFlagged(row.measures) ? (
          // its best lag is −1, or it would carry no flag
          <CopyFlag name={row.name} onShow={row.kind === 'network' ? onCopy : null} />
        ) : (
          <Figure row={row} column={column} />
        )}
      </td>
    ))}
  </tr>
)

/** A number; over several seeds its median, with the range beneath. */
function Figure({ row, column }: { readonly row: MeasureRow; readonly column: MeasureColumn }) {
  const range = rangeTexts(row, column)
  if (range === null) return column.text(row)
  return (
    <>
      {range.median}
      <span className={styles['range']}>
        {range.low} to {range.high}
      </span>
    </>
  )
}

function captionOf({ split, alwaysUp }: Results, part: Part, seeds: SeedsResults | null): string {
  const days = split.find(range => range.part === part)?.count
  const up = alwaysUp?.[part]
  return [
    days === undefined ? '' : `${formatCount(days)} days`,
    seeds === null ? 'interval 95 %' : `${seeds.seeds.length} seeds, p of the run’s own`,
    up ? `always up ${formatPercent(up.share)}` : '',
  ]
    .filter(Boolean)
    .join(', ')
}

/** Only the parts that are open. */
function PartChoice(props: { results: Results; part: Part; onPart: (part: Part) => void }) {
  const { results, part, onPart } = props
  const open = (['train', 'validation', 'test'] as const).filter(each =>
    results.forecasters.some(f => f.parts[each] !== undefined)
  )
  return (
    <Segmented
      label="Part"
      options={open.map(value => ({ value, text: partNames[value] }))}
      value={part}
      onChange={onPart}
    />
  )
}
