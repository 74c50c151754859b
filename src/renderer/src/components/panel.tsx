import type { ReactNode } from 'react'
import styles from './panel.module.css'

interface PanelProps {
  readonly title: string
  /** Unit and part, after the title, cut where there is no room. */
  readonly caption?: string
  readonly tools?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

/** A piece of paper with a hairline around it, a head, and what it holds. */
export function Panel({ title, caption, tools, children, className }: PanelProps) {
  return (
    <section className={`${styles['panel']} ${className ?? ''}`} aria-label={title}>
      <header className={styles['head']}>
        <h2>{title}</h2>
        <span className="caption clip grow" title={caption}>
          {caption}
        </span>
        {tools}
      </header>
      <div className={styles['body']}>{children}</div>
    </section>
  )
}
