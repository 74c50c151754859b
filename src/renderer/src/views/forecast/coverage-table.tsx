import type { BandShare, RunBands } from '../../../../shared/bands.ts'
import type { ChartModel } from '../../../../shared/charts/chart-data.ts'
import { displayName, formatPercent } from '../../../../shared/charts/format.ts'
import {
  type CoverageRow,
  coverageRows,
  coverageSteps,
} from '../../../../shared/lab/coverage-rows.ts'
import {
  effectiveWords,
  intervalWords,
  measuredWords,
} from '../../../../shared/lab/coverage-words.ts'
import { Panel } from '../../components/panel.tsx'
import { SaveTable } from '../../components/save-table.tsx'
import { Scroller } from '../../components/scroller.tsx'
import { SeriesKey } from '../../components/series-key.tsx'
import { coverageFile } from './coverage-file.ts'
import styles from './path-table.module.css'

interface CoverageTableProps {
  readonly models: readonly ChartModel[]
  readonly bands: RunBands
  /** The forecaster beside persistence. */
  readonly shown: string
  readonly fileName: string
}

/** Promised against measured, persistence first, by days ahead. */
export function CoverageTable({ models, bands, shown, fileName }: CoverageTableProps) {
  const names = [...new Set(['persistence', shown])]
  const rows = coverageRows(bands, coverageSteps(bands.horizon))
  const tools = (
    <SaveTable name="Coverage" fileName={`${fileName}.csv`} table={() => coverageFile(bands)} />
  )
  return (
    <Panel
      title="Coverage"
      caption={`Bands of 80 and 95 %: how often did ${bands.part} days lie within?`}
      tools={tools}
    >
      <Scroller label="Coverage, by days ahead" className={styles['scroller']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              {heads.map(([head, title]) => (
                <th key={head} scope="col" title={title}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          {names.map(name => (
            <tbody key={name}>
              <tr className={name === 'persistence' ? styles['base'] : ''}>
                <th scope="rowgroup" colSpan={heads.length}>
                  <SeriesKey name={name} models={models} />
                  <span>{displayName(name)}</span>
                </th>
              </tr>
              {rows
                .filter(row => row.name === name)
                .map(row => (
                  <CoverageCells key={`${row.step} ${row.promised}`} row={row} />
                ))}
            </tbody>
          ))}
        </table>
      </Scroller>
    </Panel>
  )
}

const heads = [
  ['Ahead', 'Trading days from the origin'],
  ['Promised', 'How many of a hundred days are to lie within'],
  ['Held', 'How many did'],
  ['95 % interval', 'Of that share, by block bootstrap: neighbouring targets overlap'],
  ['Worth, days', 'Independent days that would tell as much as the overlapping ones'],
  ['Mean width', 'From edge to edge, as a share of the prediction'],
] as const

/** A step stands once over its two promises. */
const CoverageCells = ({ row }: { readonly row: CoverageRow }) => (
  <tr className={row.name === 'persistence' ? styles['base'] : ''}>
    <th scope="row">
      <span className={row.promised === firstPromise ? '' : 'unseen'}>{row.step}</span>
    </th>
    <td>{row.promised} %</td>
    <td>{measuredWords(row)}</td>
    <td>{intervalWords(row)}</td>
    <td>{effectiveWords(row)}</td>
    <td>{formatPercent(row.meanWidth)}</td>
  </tr>
)

const firstPromise: BandShare = 80
