import { useCallback, useState } from 'react'
import { displayName } from '../../../../shared/charts/format.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import {
  describeSkillStrip,
  makeSkillStrip,
  type StripInput,
  stripHeight,
} from '../../../../shared/charts/skill-strip.ts'
import { skillInterval } from '../../../../shared/lab/skill-interval.ts'
import type { Part } from '../../../../shared/types.ts'
import { Chart } from '../../charts/chart.tsx'
import { SaveMenu } from '../../charts/chart-panel.tsx'
import { ChartTableView } from '../../charts/chart-table.tsx'
import { makePng, makeSvg } from '../../charts/save-chart.ts'
import { type ChartTable, tableCsv } from '../../charts/table-csv.ts'
import { TableToggle } from '../../charts/table-toggle.tsx'
import { saveFile } from '../../components/save-file.ts'
import { Scroller } from '../../components/scroller.tsx'
import styles from './verdict-panel.module.css'

interface SkillStripProps {
  readonly data: StripInput
  readonly part: Part
  readonly fileName: string
}

/** Skill with its interval, one line a network, persistence in the middle. */
export function SkillStrip({ data, part, fileName }: SkillStripProps) {
  const make = useCallback((look: Look) => makeSkillStrip(data, look), [data])
  const [isTable, setIsTable] = useState(false)
  const label = describeSkillStrip(data)
  const file = { make, title: 'Skill', caption: `on the ${part} days, 95 % interval`, label }
  return (
    <div className={styles['strip']}>
      {isTable ? (
        <div className={styles['numbers']}>
          <ChartTableView title="Skill" table={stripTable(data)} />
        </div>
      ) : (
        <Scroller label="Skill of each network" className={styles['scroller']}>
          <div style={{ height: stripHeight(data) }}>
            <Chart make={make} label={label} />
          </div>
        </Scroller>
      )}
      <div className={styles['save']}>
        <TableToggle title="Skill" isTable={isTable} onChange={setIsTable} />
        <SaveMenu
          title="Skill"
          saves={{
            png: async () => saveFile(`${fileName}.png`, await makePng(file)),
            svg: () => saveFile(`${fileName}.svg`, makeSvg(file)),
            csv: () => saveFile(`${fileName}.csv`, tableCsv(stripTable(data))),
          }}
        />
      </div>
    </div>
  )
}

const stripTable = ({ verdicts }: StripInput): ChartTable => ({
  columns: ['network', 'skill', 'low 95 %', 'high 95 %', 'DM p', 'p after Holm', 'outcome'],
  rows: verdicts.map(v => {
    const interval = skillInterval(v)
    const ends = [interval?.low ?? null, interval?.high ?? null] as const
    return [displayName(v.model), v.skill, ...ends, v.p, v.adjustedP, v.outcome]
  }),
})
