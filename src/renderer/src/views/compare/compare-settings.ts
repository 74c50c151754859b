import { modelWords } from '../../../../shared/lab/words.ts'
import type { Results } from '../../../../shared/results.ts'
import { formatCount, formatDay } from '../../format.ts'

/** One setting over all runs; they differ when not all values are the same. */
export interface Setting {
  readonly name: string
  readonly values: readonly string[]
  readonly differs: boolean
}

/** Every setting of the runs, the network's own first; what differs before what does not. */
export function compareSettings(
  runs: readonly { readonly results: Results; readonly model: string }[]
): readonly Setting[] {
  const columns = runs.map(({ results, model }) => new Map(settingsOf(results, model)))
  const names = [...new Set(columns.flatMap(column => [...column.keys()]))]
  const settings = names.map(name => {
    const values = columns.map(column => column.get(name) ?? '–')
    return { name, values, differs: new Set(values).size > 1 }
  })
  return [...settings.filter(s => s.differs), ...settings.filter(s => !s.differs)]
}

/** Of no help in telling one line from another. */
const unspoken = new Set(['Data', 'Source', 'Test days', 'Networks'])
const mostLetters = 26

/** What sets one of the runs apart from the others, short enough for a line’s end; empty for nothing. */
export function apartBy(
  runs: readonly { readonly results: Results; readonly model: string }[],
  index: number
): string {
  const words = compareSettings(runs)
    .filter(({ name, differs }) => differs && !unspoken.has(name))
    .map(({ name, values }) => `${name.toLowerCase()} ${values[index]}`)
  const two = words.slice(0, 2).join(', ')
  return two.length <= mostLetters ? two : (words[0] ?? '')
}

type Pairs = readonly (readonly [name: string, value: string])[]

const none = (value: number | null) => (value === null ? 'none' : String(value))

function settingsOf({ experiment: e, series, split }: Results, model: string): Pairs {
  const range = (part: string) => split.find(s => s.part === part)
  return [
    ...networkOf(e.models.find(m => m.name === model)),
    ['Networks', e.models.map(m => modelWords(m.name)).join(', ')],
    ['Series', series.symbol],
    ['Source', series.source],
    ['Days', `${formatCount(series.bars)} to ${formatDay(series.last)}`],
    ['Data', series.usedHash.slice(0, 12)],
    ['Protocol', e.protocol],
    ['Price', e.price],
    ['Window', formatCount(e.window)],
    ['Train share', String(e.trainShare)],
    ['Test days', formatCount(range('test')?.count ?? 0)],
    ['Epochs', formatCount(e.epochs)],
    ['Batch', formatCount(e.batch)],
    ['Optimizer', e.optimizer === 'sgd' ? `sgd, momentum ${e.momentum}` : e.optimizer],
    ['Schedule', scheduleOf(e.schedule)],
    ['Clip by norm', none(e.clip)],
    ['Normalisation', e.norm],
    ['Dropout', String(e.dropout)],
    ['Weight decay', String(e.weightDecay)],
    ['Shuffle', e.shuffle ? 'yes' : 'no'],
    ['Patience', none(e.patience)],
    ['Seed', String(e.seed)],
    ['Horizon', `${e.horizon} days`],
    ['Trained again', e.retrain ? 'yes' : 'no'],
  ]
}

const networkOf = (model: Results['experiment']['models'][number] | undefined): Pairs =>
  model === undefined
    ? []
    : [
        ['Cell', model.cell.toUpperCase()],
        ['Hidden size', String(model.hidden)],
        ['Layers', String(model.layers)],
        ['Learning rate', String(model.learningRate)],
        ...(model.cell === 'rnn' ? ([['Activation', model.activation]] as const) : []),
        ...(model.cell === 'gru' ? ([['Reset gate', model.reset]] as const) : []),
      ]

const scheduleOf = ({ kind, ...rest }: Results['experiment']['schedule']): string =>
  [kind, ...Object.entries(rest).map(([name, value]) => `${name} ${value}`)].join(', ')
