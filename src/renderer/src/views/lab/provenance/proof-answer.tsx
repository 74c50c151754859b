import { Check, TriangleAlert } from 'lucide-react'
import { proofTable } from '../../../../../shared/lab/proof-table.ts'
import {
  bothMadeWith,
  comparisonCell,
  comparisons,
  machineRows,
  proofWords,
  trainingName,
} from '../../../../../shared/lab/proof-words.ts'
import type { Comparison, ProofResults } from '../../../../../shared/studies/proof.ts'
import { Icon } from '../../../components/icon.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SaveTable } from '../../../components/save-table.tsx'
import { Scroller } from '../../../components/scroller.tsx'
import styles from './provenance.module.css'

interface ProofAnswerProps {
  readonly results: ProofResults
  readonly fileName: string
}

/** Bit-identical, or the first number that differs; then everything that was compared. */
export function ProofAnswer({ results, fileName }: ProofAnswerProps) {
  const [headline, ...others] = proofWords(results)
  const same = bothMadeWith(results)
  return (
    <Panel
      title="Trained again"
      caption="Values held against each other, bit for bit"
      tools={
        <SaveTable
          name="the comparison"
          fileName={`${fileName}.csv`}
          table={() => proofTable(results)}
        />
      }
    >
      <div className={styles['answer']} role="status">
        <p className={results.identical ? styles['same'] : styles['different']}>
          <Icon of={results.identical ? Check : TriangleAlert} />
          {headline}
        </p>
        {others.map(words => (
          <p key={words} className="small muted">
            {words}
          </p>
        ))}
      </div>
      <Scroller label="Comparisons" className={styles['scroller']}>
        <Comparisons results={results} />
        {same === null && <Machines results={results} />}
      </Scroller>
      {same !== null && <p className={`caption ${styles['both']}`}>{same}</p>}
    </Panel>
  )
}

const Comparisons = ({ results }: { readonly results: ProofResults }) => (
  <table className={styles['table']}>
    <thead>
      <tr>
        <th scope="col">Training</th>
        {comparisons.map(([key, what]) => (
          <th key={key} scope="col">
            {what}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {results.networks.map(network => (
        <tr key={`${network.model} ${network.phase}`}>
          <th scope="row">{trainingName(network)}</th>
          {comparisons.map(([key]) => (
            <ComparisonCell key={key} comparison={network[key]} />
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

function ComparisonCell({ comparison }: { readonly comparison: Comparison | null }) {
  const difference = comparison?.difference ?? null
  return (
    <td className={difference === null ? '' : styles['differs']} title={difference?.where}>
      {comparisonCell(comparison)}
    </td>
  )
}

const Machines = ({ results }: { readonly results: ProofResults }) => (
  <table className={styles['table']}>
    <thead>
      <tr>
        <th scope="col">Made with</th>
        <th scope="col">The first time</th>
        <th scope="col">Now</th>
      </tr>
    </thead>
    <tbody>
      {machineRows(results.before, results.networks.at(-1)?.machine ?? null).map(
        ([name, before, now]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before}</td>
            <td className={before === now ? '' : styles['differs']}>{now}</td>
          </tr>
        )
      )}
    </tbody>
  </table>
)
