import { Button } from '@blueprintjs/core'
import { listWords } from '../../../../shared/lab/words.ts'
import type { SeedsResults } from '../../../../shared/studies/seeds.ts'
import styles from '../../seeds/seeds-strip.module.css'
import { toggleSeeds } from '../../seeds/use-seeds.ts'
import { letterOf } from './letters.ts'

interface CompareSeedsProps {
  /** By run; null where there are no other seeds. */
  readonly found: readonly (SeedsResults | null)[]
  readonly isShown: boolean
}

/** Which of the runs were trained from several seeds, and whether curves and measures show them. */
export function CompareSeeds({ found, isShown }: CompareSeedsProps) {
  if (found.every(seeds => seeds === null)) return null
  return (
    <section className={styles['strip']} aria-label="Seeds">
      <Button
        size="small"
        active={isShown}
        aria-pressed={isShown}
        text="Median and range of seeds"
        onClick={toggleSeeds}
      />
      <p className="clip">{seedsOfEach(found)}</p>
    </section>
  )
}

/** “A was trained from 5 seeds, B from its own alone. The test between runs is of each one’s own.” */
function seedsOfEach(found: readonly (SeedsResults | null)[]): string {
  const words = found.map((seeds, i) => {
    const who = i === 0 ? `${letterOf(i)} was trained` : letterOf(i)
    return `${who} from ${seeds === null ? 'its own seed alone' : `${seeds.seeds.length} seeds`}`
  })
  return `${listWords(words)}. The test between runs is of each one’s own seed.`
}
