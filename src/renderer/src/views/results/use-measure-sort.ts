import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { type MeasureColumn, type MeasureRow, valueIn } from './measure-columns.ts'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
const helper = createColumnHelper<typeof features, MeasureRow>()

/**
 * The rows in the order the person asked for. Persistence is not among what is sorted: it is the
 * ruler, and stays on top. What has no number stays at the end either way.
 */
export function useMeasureSort(rows: readonly MeasureRow[], columns: readonly MeasureColumn[]) {
  const sortable = useMemo(() => rows.filter(row => row.name !== 'persistence'), [rows])
  const defined = useMemo(
    () =>
      helper.columns([
        helper.accessor('name', { id: 'name', sortFn: byText }),
        ...columns.map(column =>
          helper.accessor(row => valueIn(row, column) ?? undefined, {
            id: column.id,
            sortUndefined: 'last' as const,
            sortFn: byNumber,
            sortDescFirst: column.id === 'skill' || column.id === 'direction',
          })
        ),
      ]),
    [columns]
  )
  const table = useTable({ features, columns: defined, data: sortable })
  const top = rows.filter(row => row.name === 'persistence')
  return {
    sorted: [...top, ...table.getRowModel().rows.map(row => row.original)],
    directionOf: (id: string) => table.getColumn(id)?.getIsSorted() || null,
    toggle: (id: string) => table.getColumn(id)?.toggleSorting(),
  }
}

interface Valued {
  getValue<T>(id: string): T
}

const byNumber = (a: Valued, b: Valued, id: string) =>
  a.getValue<number>(id) - b.getValue<number>(id)
const byText = (a: Valued, b: Valued, id: string) =>
  a.getValue<string>(id).localeCompare(b.getValue<string>(id))
