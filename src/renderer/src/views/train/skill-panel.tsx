import { useCallback, useMemo, useState } from 'react'
import type { Look } from '../../../../shared/charts/frame.ts'
import { describeGradientNorm, makeGradientNorm } from '../../../../shared/charts/gradient-norm.ts'
import { lossesWithSeeds } from '../../../../shared/charts/seed-data.ts'
import { seedSkillTable } from '../../../../shared/charts/seed-tables.ts'
import { describeSkill, makeSkill } from '../../../../shared/charts/skill.ts'
import type { SeedsResults } from '../../../../shared/studies/seeds.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { normTable, skillTable, type TrainingCharts } from './loss-data.ts'

const kinds = [
  { value: 'skill', text: 'Skill' },
  { value: 'gradient', text: 'Gradient' },
] as const

interface PanelProps {
  readonly charts: TrainingCharts
  /** What several seeds found, where that is to be shown. */
  readonly seeds: SeedsResults | null
  readonly fileName: string
}

/** Skill by epoch, since nobody sees 2 % on a log axis; or the gradient's norm. */
export function SkillPanel({ charts, seeds, fileName }: PanelProps) {
  const [kind, setKind] = useState<'skill' | 'gradient'>('skill')
  const isSkill = kind === 'skill'
  const losses = useMemo(
    () => (seeds === null ? charts : lossesWithSeeds(charts, seeds)),
    [charts, seeds]
  )
  const make = useCallback(
    (look: Look) => (isSkill ? makeSkill(losses, look) : makeGradientNorm(charts, look)),
    [charts, losses, isSkill]
  )
  return (
    <ChartPanel
      title={isSkill ? 'Skill so far' : 'Gradient norm'}
      caption={
        isSkill
          ? `${charts.watched}, 0 is persistence${seeds === null ? '' : `, ${seeds.seeds.length} seeds`}`
          : 'before clipping, log axis'
      }
      make={make}
      mode="merge"
      label={isSkill ? describeSkill(losses) : describeGradientNorm(charts)}
      table={() =>
        isSkill
          ? seeds === null
            ? skillTable(charts)
            : seedSkillTable(seeds, charts.persistenceLoss[charts.watched] ?? Number.NaN)
          : normTable(charts)
      }
      fileName={`${fileName}-${isSkill ? 'skill' : 'gradient-norm'}`}
      controls={<Segmented label="What is drawn" options={kinds} value={kind} onChange={setKind} />}
    />
  )
}
