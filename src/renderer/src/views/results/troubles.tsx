import { Button } from '@blueprintjs/core'
import { TriangleAlert } from 'lucide-react'
import { displayName } from '../../../../shared/charts/format.ts'
import type { Results } from '../../../../shared/results.ts'
import { Icon } from '../../components/icon.tsx'
import { show } from '../../state/ui.ts'
import styles from './results.module.css'

/** Networks whose training ended in trouble, each with its sentence. */
export function Troubles({ results }: { readonly results: Results }) {
  const troubled = results.training.filter(
    t => t.stopped === 'not finite' || t.stopped === 'cancelled' || t.trouble !== null
  )
  if (troubled.length === 0) return null
  return (
    <section className={styles['trouble']} aria-label="Networks in trouble">
      <Icon of={TriangleAlert} />
      <ul>
        {troubled.map(({ model, stopped, trouble }) => (
          <li key={model}>{trouble ?? `${displayName(model)} stopped early: ${stopped}.`}</li>
        ))}
      </ul>
      <Button size="small" text="See its training" onClick={() => show('train')} />
    </section>
  )
}
