import { displayName } from '../../../shared/charts/format.ts'
import { tutorialPreset } from '../../../shared/presets.ts'
import type { Cell } from '../../../shared/types.ts'
import type { Network } from '../state/draft.ts'

const cells: readonly Cell[] = ['rnn', 'lstm', 'gru']

/** RNN, LSTM, GRU; of one cell the one with the plain name first, then by name: lstm-2 before lstm-10. */
export const sortNetworks = <N extends Network>(networks: readonly N[]): N[] =>
  networks.toSorted(
    (a, b) =>
      cells.indexOf(a.cell) - cells.indexOf(b.cell) ||
      Number(b.name === b.cell) - Number(a.name === a.cell) ||
      a.name.localeCompare(b.name, 'en', { numeric: true })
  )

export interface NetworkRow {
  readonly network: Network
  /** Its place in the experiment; null when it is unticked. */
  readonly index: number | null
}

/** Every network the form lists: those of the experiment, the unticked ones, and the three there always are. */
export function networkRows(on: readonly Network[], off: readonly Network[]): NetworkRow[] {
  const ticked = on.map((network, index) => ({ ...network, index }))
  const names = new Set(on.map(({ name }) => name))
  const usual = tutorialPreset.models.filter(model => !off.some(({ name }) => name === model.name))
  const unticked = [...off, ...usual]
    .filter(({ name }) => !names.has(name))
    .map(network => ({ ...network, index: null }))
  return sortNetworks<Network & { index: number | null }>([...ticked, ...unticked]).map(
    ({ index, ...network }) => ({ network, index })
  )
}

/** One more of a cell, like the first of it, under the first free name: `lstm-2`. */
export function makeNetwork(cell: Cell, rows: readonly NetworkRow[]): Network {
  const like = rows.find(({ network }) => network.cell === cell)?.network
  const names = new Set(rows.map(({ network }) => network.name))
  let k = 2
  while (names.has(`${cell}-${k}`)) k++
  const usual = tutorialPreset.models.find(model => model.cell === cell)
  const base = like ?? usual
  if (base === undefined) throw new Error(`no preset has a ${cell}`)
  return { ...base, name: `${cell}-${k}` }
}

/** Whether a row can be taken away: the three usual ones can only be unticked. */
export const isExtra = ({ name, cell }: Network): boolean => name !== cell

export const networkName = ({ name }: Pick<Network, 'name'>): string => displayName(name)
