import type { ReactNode } from 'react'
import styles from './settings.module.css'

/** A part of the settings under its heading. */
export const Section = ({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) => (
  <section className={styles['section']}>
    <h3>{title}</h3>
    {children}
  </section>
)

interface LineProps {
  readonly text: string
  /** What it does, in a sentence. */
  readonly about?: ReactNode
  readonly children: ReactNode
}

/** One thing on a line: its words at the left, what one changes or does at the right. */
export const Line = ({ text, about, children }: LineProps) => (
  <div className={styles['line']}>
    <div className={styles['words']}>
      <span>{text}</span>
      {about && <p className="caption">{about}</p>}
    </div>
    <div className={styles['control']}>{children}</div>
  </div>
)
