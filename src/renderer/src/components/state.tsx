import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { AskFailure } from '../bridge.ts'
import styles from './state.module.css'

interface StateProps {
  readonly title: string
  readonly text: string
  /** What to do next, as a button. */
  readonly children?: ReactNode
}

/** A view or panel with nothing to show: a heading, a sentence, the next step. */
export const EmptyState = ({ title, text, children }: StateProps) => (
  <div className={styles['state']}>
    <h2>{title}</h2>
    <p>{text}</p>
    {children && <div className={styles['next']}>{children}</div>}
  </div>
)

/** What could not be read, in its sentence, with the way to try again. */
export const FailedState = ({ error, children }: { error: unknown; children?: ReactNode }) => (
  <div className={styles['state']} role="alert">
    <h2>This could not be shown</h2>
    <p>{error instanceof AskFailure ? error.message : String(error)}</p>
    {children && <div className={styles['next']}>{children}</div>}
  </div>
)

/** Says what is being waited for, once it has taken 200 ms. */
export function Waiting({ text }: { readonly text: string }) {
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), 200)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={styles['state']} role="status">
      {isLong && <p className="caption">{text}</p>}
    </div>
  )
}
