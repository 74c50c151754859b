import type { CsvPreview } from '../../../../shared/wire.ts'
import { Scroller } from '../../components/scroller.tsx'
import styles from './mapping-dialog.module.css'
import { roles } from './mapping-fields.tsx'

/** The file's first rows, the chosen columns marked with what they are. */
export function MappingSample({ preview }: { readonly preview: CsvPreview }) {
  const { columns, sample, mapping } = preview
  const roleOf = (column: string) => roles.find(({ role }) => mapping[role] === column)?.name
  return (
    <Scroller label="First rows of the file" className={styles['sample']}>
      <table>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col" data-chosen={roleOf(column) !== undefined}>
                <span className="caption">{roleOf(column) ?? '\u00a0'}</span>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file have no other name
            <tr key={line}>
              {columns.map((column, at) => (
                <td key={column} data-chosen={roleOf(column) !== undefined}>
                  {row[at] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
