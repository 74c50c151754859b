import { useCallback, useState } from 'react'
import {
  describeDiaryChart,
  diaryChartTable,
  makeDiaryChart,
} from '../../../../../shared/charts/diary.ts'
import type { Look } from '../../../../../shared/charts/frame.ts'
import { basisWords } from '../../../../../shared/lab/diary-score.ts'
import type { DiaryEntry } from '../../../../../shared/lab-wire.ts'
import { ChartPanel } from '../../../charts/chart-panel.tsx'
import { formatDay, formatInstant } from '../../../format.ts'
import { fileTitleOf } from '../../../series-words.ts'
import { ModelChoice } from '../../results/model-choice.tsx'
import styles from './diary.module.css'
import { fileNameOf } from './words.ts'

/** One frozen forecast as it was, and what came: chart, numbers, and what has to be known of it. */
export function EntryView({ entry }: { readonly entry: DiaryEntry }) {
  const { number, hash, frozen, score } = entry
  const [model, setModel] = useState(frozen.models[0]?.name ?? 'all')
  const make = useCallback(
    (look: Look) => makeDiaryChart({ frozen, score, model }, look),
    [frozen, score, model]
  )
  const bands = frozen.bands.length > 0 && model !== 'all' ? ', bands of 80 and 95 %' : ''
  const words = [
    `Frozen ${formatInstant(frozen.frozenAt)} by run ${frozen.run}.`,
    score.known > 0
      ? `Prices to ${formatDay(frozen.knownTo)} could be known then, so ${score.known} ${score.known === 1 ? 'day proves' : 'days prove'} nothing.`
      : null,
    basisWords(score),
  ]
  return (
    <ChartPanel
      title={`Entry ${number}`}
      caption={`${frozen.price === 'adjusted' ? 'adjusted price' : 'price'} as it was foretold and as it came${bands}`}
      label={describeDiaryChart({ frozen, score, model })}
      make={make}
      table={() => diaryChartTable(entry)}
      fileName={`${fileNameOf(frozen)}-${number}`}
      fileTitle={fileTitleOf(frozen, `Diary, entry ${number}, run ${frozen.run}`)}
      controls={
        <ModelChoice label="Network" models={frozen.models} value={model} onChange={setModel} all />
      }
      className={styles['chart'] ?? ''}
    >
      <p className={styles['words']}>{words.filter(text => text !== null).join(' ')}</p>
      <p className={`${styles['words']} ${styles['hash']}`}>{hash}</p>
    </ChartPanel>
  )
}
