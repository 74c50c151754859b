import { Button } from '@blueprintjs/core'
import { ArrowLeftRight, X } from 'lucide-react'
import type { RunSummary } from '../../../../shared/wire.ts'
import { Icon } from '../../components/icon.tsx'
import { Tag } from '../../components/tag.tsx'
import { aboutRun, runName } from '../../runs/run-words.ts'
import { chooseRun, compare } from '../../state/ui.ts'
import resultStyles from '../results/results.module.css'
import { AddRunMenu } from './add-run-menu.tsx'
import styles from './compare.module.css'
import { letterOf } from './letters.ts'
import { RunKey } from './run-key.tsx'

interface CompareHeadProps {
  readonly ids: readonly string[]
  readonly summaries: readonly (RunSummary | undefined)[]
}

/** Which runs are compared, and how to change that. */
export function CompareHead({ ids, summaries }: CompareHeadProps) {
  const isSimulated = summaries.some(run => run?.source === 'simulated')
  return (
    <>
      <header className={resultStyles['head']}>
        <h1>Compare {ids.length} runs</h1>
        {isSimulated && <Tag>simulated</Tag>}
        <span className="grow" />
        <Button
          size="small"
          icon={<Icon of={ArrowLeftRight} />}
          text={ids.length === 2 ? 'Swap' : 'Reverse'}
          onClick={() => compare(ids.toReversed())}
        />
        <AddRunMenu text="Add a run" shown={ids} />
        <Button size="small" text="Close" onClick={() => chooseRun(ids[0] ?? null)} />
      </header>
      <ul className={styles['runs']} aria-label="Runs compared">
        {ids.map((id, i) => (
          <RunChip key={id} ids={ids} index={i} summary={summaries[i]} />
        ))}
      </ul>
    </>
  )
}

interface RunChipProps {
  readonly ids: readonly string[]
  readonly index: number
  readonly summary: RunSummary | undefined
}

function RunChip({ ids, index, summary }: RunChipProps) {
  const id = ids[index] ?? ''
  const rest = ids.filter((_, i) => i !== index)
  const remove = () => (rest.length > 1 ? compare(rest) : chooseRun(rest[0] ?? null))
  const name = summary === undefined ? id : runName(summary)
  return (
    <li>
      <RunKey index={index} />
      <b>{letterOf(index)}</b>
      <button type="button" className={styles['open']} onClick={() => chooseRun(id)}>
        {name}
      </button>
      <span className="caption clip">
        {summary === undefined ? '' : `${aboutRun(summary)}, seed ${summary.seed}`}
      </span>
      <Button
        variant="minimal"
        size="small"
        icon={<Icon of={X} />}
        aria-label={`Take run ${letterOf(index)} out`}
        onClick={remove}
      />
    </li>
  )
}
