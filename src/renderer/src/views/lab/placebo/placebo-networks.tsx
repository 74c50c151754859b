import { displayName, formatP, formatSkill } from '../../../../../shared/charts/format.ts'
import { placeboNetworkTable } from '../../../../../shared/charts/placebo.ts'
import type { PlaceboNetwork, PlaceboResults } from '../../../../../shared/studies/placebo.ts'
import { Panel } from '../../../components/panel.tsx'
import { SaveTable } from '../../../components/save-table.tsx'
import { SeriesKey } from '../../../components/series-key.tsx'
import styles from './placebo.module.css'

interface PlaceboNetworksProps {
  readonly found: PlaceboResults
  readonly fileName: string
}

/** Where each network falls among its copies, persistence first. */
export function PlaceboNetworks({ found, fileName }: PlaceboNetworksProps) {
  const models = found.networks.map(({ model, cell }) => ({ name: model, cell }))
  const save = (
    <SaveTable name="networks" fileName={fileName} table={() => placeboNetworkTable(found)} />
  )
  return (
    <Panel
      title="Networks"
      caption={`one-step skill on ${found.days} ${found.part} days`}
      tools={save}
    >
      <table className={styles['table']}>
        <thead>
          <tr>
            {['', 'Size', 'Epochs', 'Skill', 'Copies as good', 'p', 'p after Holm'].map(head => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className={styles['base']}>
            <th scope="row">
              <SeriesKey name="persistence" models={models} /> Persistence
            </th>
            <td />
            <td />
            <td>0</td>
            <td />
            <td />
            <td />
          </tr>
          {found.networks.map(network => (
            <Row key={network.model} network={network} models={models} />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

interface RowProps {
  readonly network: PlaceboNetwork
  readonly models: Parameters<typeof SeriesKey>[0]['models']
}

const Row = ({ network, models }: RowProps) => (
  <tr>
    <th scope="row">
      <SeriesKey name={network.model} models={models} /> {displayName(network.model)}
    </th>
    <td>
      {network.hidden} × {network.layers}
    </td>
    <td>{network.epochs}</td>
    <td>{formatSkill(network.real)}</td>
    <td>
      {network.asGood} of {network.copies}
    </td>
    <td>{formatP(network.p)}</td>
    <td>{formatP(network.adjustedP)}</td>
  </tr>
)
