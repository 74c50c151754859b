import {
  displayName,
  formatNumber,
  formatPower,
  formatSkill,
  joinWords,
} from '../../../../../shared/charts/format.ts'
import { seedRangeTable } from '../../../../../shared/charts/seed-tables.ts'
import type { ModelRef } from '../../../../../shared/charts/theme.ts'
import type {
  SeedNetwork,
  SeedRange,
  SeedRank,
  SeedsResults,
} from '../../../../../shared/studies/seeds.ts'
import { Panel } from '../../../components/panel.tsx'
import { SaveTable } from '../../../components/save-table.tsx'
import { Scroller } from '../../../components/scroller.tsx'
import { SeriesKey } from '../../../components/series-key.tsx'
import { Tag } from '../../../components/tag.tsx'
import styles from './seeds.module.css'

interface SeedRankingProps {
  readonly found: SeedsResults
  readonly models: readonly ModelRef[]
  readonly fileName: string
}

/** Networks by median skill with their ranges, persistence on top; overlapping ones share a rank. */
export function SeedRanking({ found, models, fileName }: SeedRankingProps) {
  const base = found.persistence[found.part]?.mse ?? null
  const exponent = base ? Math.floor(Math.log10(base)) : 0
  const power = exponent === 0 ? '' : ` × ${formatPower(exponent)}`
  const ranks = [...found.ranking].sort(
    (a, b) => Number(b.name === 'persistence') - Number(a.name === 'persistence')
  )
  return (
    <Panel
      title="Ranking"
      caption={`${found.part} days, median and range of ${found.seeds.length} seeds`}
      tools={<SaveTable name="ranges" fileName={fileName} table={() => seedRangeTable(found)} />}
    >
      <Scroller label="Ranking" className={styles['scroller']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Rank</th>
              <th scope="col">Forecast</th>
              <th scope="col">Skill</th>
              <th scope="col">MSE{power}</th>
              <th scope="col" title="Seeds on which the one-step test says better than persistence">
                Better
              </th>
              <th scope="col">Ranges</th>
            </tr>
          </thead>
          <tbody>
            {ranks.map(rank => (
              <Row
                key={rank.name}
                rank={rank}
                network={found.networks.find(({ model }) => model === rank.name)}
                mse={rangeOfMse(found, rank.name)}
                scale={10 ** exponent}
                models={models}
              />
            ))}
          </tbody>
        </table>
      </Scroller>
    </Panel>
  )
}

function rangeOfMse({ networks, persistence, part }: SeedsResults, name: string): SeedRange | null {
  if (name !== 'persistence')
    return networks.find(({ model }) => model === name)?.parts[part]?.mse ?? null
  const mse = persistence[part]?.mse ?? null
  return { median: mse, low: mse, high: mse, count: 0 }
}

interface RowProps {
  readonly rank: SeedRank
  readonly network: SeedNetwork | undefined
  readonly mse: SeedRange | null
  readonly scale: number
  readonly models: readonly ModelRef[]
}

const Row = ({ rank: { name, rank, skill, overlaps }, network, mse, scale, models }: RowProps) => (
  <tr className={network === undefined ? (styles['base'] ?? '') : ''}>
    <td>{rank}</td>
    <th scope="row">
      <SeriesKey name={name} models={models} />
      <span>{displayName(name)}</span>
    </th>
    <td>{network === undefined ? '0' : <Range range={skill} format={v => formatSkill(v)} />}</td>
    <td>{mse && <Range range={mse} format={v => formatNumber(v / scale, 2)} />}</td>
    <td>{network ? `${network.better} of ${network.judged}` : '–'}</td>
    <td>
      {overlaps.length > 0 && (
        <>
          <Tag tone="warn">overlap</Tag> {joinWords(overlaps.map(displayName))}
        </>
      )}
    </td>
  </tr>
)

interface RangeProps {
  readonly range: SeedRange
  readonly format: (value: number) => string
}

/** The median, with the ends beneath where they differ. */
function Range({ range: { median, low, high }, format }: RangeProps) {
  if (median === null || low === null || high === null) return '–'
  return (
    <>
      {format(median)}
      {low < high && (
        <span className={styles['range']}>
          {format(low)} to {format(high)}
        </span>
      )}
    </>
  )
}
