import type { ComponentType } from 'react'
import type { RunDetail } from '../../../../shared/wire.ts'
import { BacktestPanel } from './backtest/backtest-panel.tsx'
import { DiaryPanel } from './diary/diary-panel.tsx'
import { LeakagePanel } from './leakage/leakage-panel.tsx'
import { PlaceboPanel } from './placebo/placebo-panel.tsx'
import { ProvenancePanel } from './provenance/provenance-panel.tsx'
import type { QuestionId } from './questions.ts'
import { ReplayPanel } from './replay/replay-panel.tsx'
import { SeedsPanel } from './seeds/seeds-panel.tsx'

/** What answers each question. Apart from the words, which the palette needs before anybody comes to the lab. */
export const panels: Readonly<Record<QuestionId, ComponentType<{ readonly run: RunDetail }>>> = {
  backtest: BacktestPanel,
  placebo: PlaceboPanel,
  seeds: SeedsPanel,
  leakage: LeakagePanel,
  replay: ReplayPanel,
  diary: DiaryPanel,
  provenance: ProvenancePanel,
}
