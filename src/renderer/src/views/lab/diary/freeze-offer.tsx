import { Button } from '@blueprintjs/core'
import { ask } from '../../../bridge.ts'
import { attempt, say } from '../../../state/toaster.ts'
import styles from './diary.module.css'

/** A run from before there was a diary, or one that was imported, has no entry until a person wants it. */
export function FreezeOffer({ id }: { readonly id: string }) {
  const freeze = async () => {
    const entry = await attempt(() => ask('freezeForecast', { id }))
    if (entry) await say({ text: `Frozen as entry ${entry.number}.` })
  }
  return (
    <div className={styles['offer']}>
      <p>
        This run’s forecast is not in the diary as it is. Frozen now, it counts from now on: days
        that have come already prove nothing.
      </p>
      <Button intent="primary" text="Freeze this forecast" onClick={() => void freeze()} />
    </div>
  )
}
