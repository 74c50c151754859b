import type { ColumnMapping } from '../../shared/wire.ts'
import type { MappingWish } from '../data/csv/mapping.ts'

/** What the person said; null takes a wish back, except where it means that there is no such column. */
export function wishOf({
  date,
  column,
  decimal,
  dates,
  ...others
}: Partial<ColumnMapping>): MappingWish {
  return {
    ...others,
    ...(date == null ? {} : { date }),
    ...(column == null ? {} : { column }),
    ...(decimal == null ? {} : { decimal }),
    ...(dates == null ? {} : { dates }),
  }
}
