import { useQuery } from '@tanstack/react-query'
import { ask } from '../../../bridge.ts'
import { keys } from '../../../state/queries.ts'

/** The diary of the series that a revision is of. */
export const useDiary = (revisionId: number) =>
  useQuery({
    queryKey: keys.diary(revisionId),
    queryFn: () => ask('readDiary', { revisionId }),
  })
