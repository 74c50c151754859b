import { useState } from 'react'
import type { ComparedRun } from '../../../../shared/lab/compare-runs.ts'
import { Panel } from '../../components/panel.tsx'
import { SaveTable } from '../../components/save-table.tsx'
import { Scroller } from '../../components/scroller.tsx'
import { Segmented } from '../../components/segmented.tsx'
import styles from './compare.module.css'
import { compareSettings } from './compare-settings.ts'
import { RunKey } from './run-key.tsx'

/** Settings side by side; what differs stands first and is marked, what does not is folded away. */
export function SettingsTable({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const [shown, setShown] = useState<'all' | 'differences'>('differences')
  const settings = compareSettings(runs)
  const differing = settings.filter(setting => setting.differs).length
  const same = settings.length - differing
  const rows = shown === 'all' ? settings : settings.slice(0, differing)
  const table = () => ({
    columns: ['setting', ...runs.map(run => run.letter)],
    rows: settings.map(({ name, values }) => [name, ...values]),
  })
  const tools = (
    <>
      <Segmented
        label="Settings shown"
        options={[
          { value: 'all', text: 'All' },
          { value: 'differences', text: 'Differences' },
        ]}
        value={shown}
        onChange={setShown}
      />
      <SaveTable name="settings" fileName="compare-settings.csv" table={table} />
    </>
  )
  return (
    <Panel title="Settings" caption={`${differing} differ`} tools={tools}>
      <Scroller label="Settings side by side" className={styles['scroller']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Setting</th>
              {runs.map((run, i) => (
                <th key={run.letter} scope="col">
                  <RunKey index={i} /> {run.letter}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, values, differs }) => (
              <tr key={name} className={differs ? (styles['differs'] ?? '') : ''}>
                <th scope="row">
                  {name}
                  {differs && <span className="caption"> ≠</span>}
                </th>
                {values.map((value, i) => (
                  <td key={runs[i]?.letter}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {shown === 'differences' && (
          <p className={styles['folded']}>
            {differing === 0 ? 'All' : ''} {same} settings are the same.
          </p>
        )}
      </Scroller>
    </Panel>
  )
}
