import { useState } from 'react'
import type { Diary, DiaryEntry } from '../../../../../shared/lab-wire.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { FailedState, Waiting } from '../../../components/state.tsx'
import { ChainStrip } from './chain-strip.tsx'
import { EntriesPanel } from './entries-panel.tsx'
import { EntryView } from './entry-view.tsx'
import { FreezeOffer } from './freeze-offer.tsx'
import { RunningPanel } from './running-panel.tsx'
import { useDiary } from './use-diary.ts'

/** Was it right, afterwards? Frozen forecasts of the run's series, scored by the days that came. */
export function DiaryPanel({ run }: { readonly run: RunDetail }) {
  const diary = useDiary(run.revision.id)
  if (diary.isError) return <FailedState error={diary.error} />
  if (diary.data === undefined) return <Waiting text="Reading the diary" />
  return <Entries diary={diary.data} run={run} />
}

function Entries({ diary, run }: { readonly diary: Diary; readonly run: RunDetail }) {
  const { id } = run.summary
  const [chosen, choose] = useState<number | null>(null)
  const own = diary.entries.findLast(({ frozen }) => frozen.run === id)
  const shown = diary.entries.find(({ number }) => number === chosen) ?? own ?? newest(diary)
  return (
    <>
      <ChainStrip chain={diary.chain} notes={diary.notes} />
      {own?.isSound !== true && <FreezeOffer id={id} />}
      {shown && (
        <>
          <EntriesPanel diary={diary} run={id} shown={shown.number} onChoose={choose} />
          <EntryView key={shown.number} entry={shown} />
          <RunningPanel diary={diary} />
        </>
      )}
    </>
  )
}

const newest = ({ entries }: Diary): DiaryEntry | undefined => entries.at(-1)
