import type { ReactNode } from 'react'
import styles from './tag.module.css'

/** A word on a ground: `simulated`, `done`. A state always has its word, never the colour alone. */
export const Tag = ({
  children,
  tone = 'quiet',
}: {
  readonly children: ReactNode
  readonly tone?: 'quiet' | 'good' | 'warn' | 'bad'
}) => <span className={`${styles['tag']} ${styles[tone]}`}>{children}</span>
