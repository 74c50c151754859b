import { Button } from '@blueprintjs/core'
import { useEffect, useState } from 'react'
import { describeFailure } from '../../../../shared/failure.ts'
import { cancelFetch, type Fetching, useFetches } from '../../state/fetches.ts'
import styles from './fetch-status.module.css'

interface FetchStatusProps {
  /** Speaks of this symbol only; of any when absent. */
  readonly symbol?: string
}

/** What is waited for, with a way out; or why there is nothing to show. */
export function FetchStatus({ symbol }: FetchStatusProps) {
  const now = useFetches(fetches => fetches.now)
  const failed = useFetches(fetches => fetches.failed)
  const isMeant = (of: { readonly symbol: string }) => symbol === undefined || of.symbol === symbol
  if (now !== null) return isMeant(now) ? <Busy fetching={now} /> : null
  if (failed === null || !isMeant(failed)) return null
  return (
    <p className={styles['failed']} role="alert">
      {describeFailure(failed.failure, 'window')}
    </p>
  )
}

function Busy({ fetching }: { readonly fetching: Fetching }) {
  const seconds = useSecondsLeft(fetching.wait?.until ?? null)
  return (
    <div className={styles['busy']}>
      <span role="status" className="grow">
        {fetching.wait === null || seconds === 0
          ? `Asking Yahoo for ${fetching.symbol}`
          : `${fetching.wait.reason}; next try in ${seconds} s`}
      </span>
      <Button size="small" text="Cancel" onClick={cancelFetch} />
    </div>
  )
}

/** Counts down to a point in time, once a second. */
function useSecondsLeft(until: number | null): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (until === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [until])
  return until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000))
}
