import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { Scroller } from '../components/scroller.tsx'
import styles from './chart-table.module.css'
import type { Cell, ChartTable } from './table-csv.ts'

const rowHeight = 24

/** The table behind a chart; only the rows in view are in the page. */
export function ChartTableView({ title, table }: { title: string; table: ChartTable }) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: table.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const shown = rows.getVirtualItems()
  const above = shown[0]?.start ?? 0
  const below = rows.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    <Scroller ref={scroller} label={title} className={styles['scroller']}>
      <table className={styles['table']} aria-rowcount={table.rows.length + 1}>
        <thead>
          <tr>
            {table.columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Gap height={above} columns={table.columns.length} />}
          {shown.map(({ index }) => (
            <tr key={index} aria-rowindex={index + 2}>
              {table.columns.map((column, at) => (
                <td key={column}>{cellText(table.rows[index]?.[at])}</td>
              ))}
            </tr>
          ))}
          {below > 0 && <Gap height={below} columns={table.columns.length} />}
        </tbody>
      </table>
    </Scroller>
  )
}

const Gap = ({ height, columns }: { height: number; columns: number }) => (
  <tr style={{ height }}>
    <td colSpan={columns} />
  </tr>
)

/** Seven digits tell any two days apart; the CSV has them all. */
const cellText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return '–'
  if (typeof cell === 'string') return cell
  if (!Number.isFinite(cell)) return '–'
  return (Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(7)))).replace(
    '-',
    '\u2212'
  )
}
