import { displayName } from '../../../../shared/charts/format.ts'
import { runName } from '../../runs/run-words.ts'
import { Formula } from './equations.tsx'
import type { NetworkFacts } from './network-facts.ts'
import styles from './symbol-table.module.css'
import { type SymbolWords, spoken } from './topic.ts'

interface SymbolTableProps {
  readonly symbols: readonly SymbolWords[]
  readonly facts: NetworkFacts | null
  readonly active: string | null
  readonly onActive: (symbol: string | null) => void
}

/** Which network, layer and day the numbers are of. */
function whereWords({ run, model, layer, step, trace }: NetworkFacts): string {
  const where = `${runName(run.summary)}, ${displayName(model.name)}`
  return trace === null ? where : `${where}, layer ${layer + 1}, day ${step + 1}`
}

/** Every symbol in words, with its number in the chosen run; a row and its symbol light up together. */
export function SymbolTable({ symbols, facts, active, onActive }: SymbolTableProps) {
  if (symbols.length === 0) return null
  const whose = facts === null ? 'no run chosen' : whereWords(facts)
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">Symbol</th>
          <th scope="col">What it is</th>
          <th scope="col">In your run: {whose}</th>
        </tr>
      </thead>
      <tbody>
        {symbols.map(symbol => (
          <tr
            key={symbol.id}
            className={symbol.id === active ? styles['active'] : ''}
            onMouseEnter={() => onActive(symbol.id)}
            onMouseLeave={() => onActive(null)}
          >
            <th scope="row">
              <button
                type="button"
                onFocus={() => onActive(symbol.id)}
                onBlur={() => onActive(null)}
                onClick={() => onActive(symbol.id)}
              >
                <span className="unseen">{spoken(symbol.tex)}: mark it in the equations</span>
                <span aria-hidden="true">
                  <Formula tex={symbol.tex} inline />
                </span>
              </button>
            </th>
            <td>{symbol.words}</td>
            <td>{(facts && symbol.number(facts)) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
