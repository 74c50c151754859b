import {
  decimalsFor,
  displayName,
  formatNumber,
  formatP,
  formatSkill,
} from '../../../../../shared/charts/format.ts'
import { horizonTable } from '../../../../../shared/lab/backtest-tables.ts'
import type { BacktestResults, HorizonVerdict } from '../../../../../shared/studies/backtest.ts'
import { Panel } from '../../../components/panel.tsx'
import { SaveTable } from '../../../components/save-table.tsx'
import { Scroller } from '../../../components/scroller.tsx'
import { SeriesKey } from '../../../components/series-key.tsx'
import styles from './backtest.module.css'
import type { BacktestView } from './backtest-view.ts'

/** Every number by days ahead: persistence's error, each forecaster's skill, each network's verdict. */
export function HorizonPanel({ models, results, fileName }: BacktestView) {
  const { forecasters, unit, horizon } = results
  const [persistence, ...others] = forecasters
  const errors = persistence?.rmse ?? []
  const decimals = decimalsFor(errors.at(-1) ?? 1, 3)
  const tools = (
    <SaveTable name="days ahead" fileName={`${fileName}.csv`} table={() => horizonTable(results)} />
  )
  return (
    <Panel
      title="By days ahead"
      caption={`RMSE of the ${unit} for persistence, skill for the others; p after Holm`}
      tools={tools}
      className={styles['steps'] ?? ''}
    >
      <Scroller label="Errors and verdicts by days ahead" className={styles['scroller']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Days</th>
              {forecasters.map(({ name, kind }) => (
                <th key={name} scope="col" colSpan={kind === 'network' ? 2 : 1}>
                  <SeriesKey name={name} models={models} /> {shortName(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stepsTo(horizon).map(step => (
              <tr key={step}>
                <th scope="row">{step}</th>
                <td className={styles['base']}>{formatNumber(errors[step - 1], decimals)}</td>
                {others.map(({ name, kind, skill }) => (
                  <Cells
                    key={name}
                    skill={skill[step - 1] ?? null}
                    verdict={kind === 'network' ? verdictAt(results, name, step) : null}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </Panel>
  )
}

const stepsTo = (horizon: number) => Array.from({ length: horizon }, (_, h) => h + 1)

/** Heads have little room. */
const shortName = (name: string) =>
  name === 'ridge' ? 'Ridge' : name === 'train-mean' ? 'Train mean' : displayName(name)

const verdictAt = ({ verdicts }: BacktestResults, model: string, step: number) =>
  verdicts.find(own => own.model === model)?.steps[step - 1] ?? null

interface CellsProps {
  readonly skill: number | null
  readonly verdict: HorizonVerdict | null
}

const Cells = ({ skill, verdict }: CellsProps) => (
  <>
    <td>{formatSkill(skill)}</td>
    {verdict && (
      <td className={styles[verdict.outcome.replaceAll(' ', '-')] ?? ''}>
        {verdictWords(verdict)}
      </td>
    )}
  </>
)

/** `better p .012`; `too few` rather than a p that does not exist. */
function verdictWords({ outcome, adjustedP }: HorizonVerdict): string {
  if (adjustedP === null) return 'too few'
  return `${outcome === 'not distinguishable' ? '=' : outcome} p ${formatP(adjustedP)}`
}
