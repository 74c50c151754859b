import { useCallback, useState } from 'react'
import type { Look } from '../../../../shared/charts/frame.ts'
import { describeGradientNorm, makeGradientNorm } from '../../../../shared/charts/gradient-norm.ts'
import { describeSkill, makeSkill } from '../../../../shared/charts/skill.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { normTable, skillTable, type TrainingCharts } from './loss-data.ts'

const kinds = [
  { value: 'skill', text: 'Skill' },
  { value: 'gradient', text: 'Gradient' },
] as const

interface PanelProps {
  readonly charts: TrainingCharts
  readonly fileName: string
}

/** Skill by epoch, since nobody sees 2 % on a log axis; or the gradient's norm. */
export function SkillPanel({ charts, fileName }: PanelProps) {
  const [kind, setKind] = useState<'skill' | 'gradient'>('skill')
  const isSkill = kind === 'skill'
  const make = useCallback(
    (look: Look) => (isSkill ? makeSkill(charts, look) : makeGradientNorm(charts, look)),
    [charts, isSkill]
  )
  return (
    <ChartPanel
      title={isSkill ? 'Skill so far' : 'Gradient norm'}
      caption={isSkill ? `${charts.watched}, 0 is persistence` : 'before clipping, log axis'}
      make={make}
      mode="merge"
      label={isSkill ? describeSkill(charts) : describeGradientNorm(charts)}
      table={() => (isSkill ? skillTable(charts) : normTable(charts))}
      fileName={`${fileName}-${isSkill ? 'skill' : 'gradient-norm'}`}
      controls={<Segmented label="What is drawn" options={kinds} value={kind} onChange={setKind} />}
    />
  )
}
