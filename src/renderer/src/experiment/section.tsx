import type { ReactNode } from 'react'
import styles from './experiment-form.module.css'

/** A part of the form under a hairline and its name. */
export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={styles['section']} aria-label={title}>
    <h3>{title}</h3>
    {children}
  </section>
)
