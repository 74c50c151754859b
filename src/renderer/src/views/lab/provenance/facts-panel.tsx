import { Button } from '@blueprintjs/core'
import { Copy } from 'lucide-react'
import { useRef } from 'react'
import { provenanceFacts } from '../../../../../shared/lab/provenance-words.ts'
import type { Provenance } from '../../../../../shared/lab-wire.ts'
import { Icon } from '../../../components/icon.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SaveTable } from '../../../components/save-table.tsx'
import { say } from '../../../state/toaster.ts'
import styles from './provenance.module.css'

interface FactsPanelProps {
  readonly facts: Provenance
  readonly fileName: string
}

/** All that has to be the same for the same numbers to come out; hashes whole where there is room. */
export function FactsPanel({ facts, fileName }: FactsPanelProps) {
  const table = useRef<HTMLTableElement>(null)
  const rows = provenanceFacts(facts)
  const copy = async () => {
    const text = rows.map(({ name, full }) => `${name}\t${full}\n`).join('')
    try {
      await navigator.clipboard.writeText(text)
      await say({ text: `Copied ${rows.length} facts.` })
    } catch {
      if (table.current) getSelection()?.selectAllChildren(table.current)
      await say({ text: 'The clipboard is not open to us. The facts are selected: copy them.' })
    }
  }
  return (
    <Panel
      title="What it was made of"
      caption="Hashes are SHA-256"
      tools={
        <>
          <Button
            variant="minimal"
            size="small"
            aria-label="Copy all facts"
            icon={<Icon of={Copy} />}
            onClick={() => void copy()}
          />
          <SaveTable
            name="the facts"
            fileName={`${fileName}.csv`}
            table={() => ({
              columns: ['fact', 'value'],
              rows: rows.map(({ name, full }) => [name, full]),
            })}
          />
        </>
      }
    >
      <table ref={table} className={styles['list']}>
        <tbody>
          {rows.map(({ name, value, full, isHash }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={isHash ? styles['hash'] : ''} title={full}>
                {isHash ? full : value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
