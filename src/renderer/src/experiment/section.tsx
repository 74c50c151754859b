import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '../components/icon.tsx'
import styles from './experiment-form.module.css'

interface SectionProps {
  readonly title: string
  readonly locked?: boolean
  readonly children: ReactNode
}

/** A part of the form under a hairline and its name. */
export const Section = ({ title, locked = false, children }: SectionProps) => (
  <section className={styles['section']} aria-label={title}>
    <h3>
      {title}
      {locked && <Icon of={Lock} size={12} />}
    </h3>
    {children}
  </section>
)
