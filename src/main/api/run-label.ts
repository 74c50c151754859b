import type { Experiment } from '../../shared/experiment.ts'
import { sealedPreset, tutorialPreset } from '../../shared/presets.ts'

/**
 * What sets an experiment apart from the preset of its protocol, in a few words: “layer norm”,
 * “64 × 2”, “400 days · 64 × 2”. Empty when nothing does. Dates, the seed and how the last epoch is
 * chosen are told elsewhere.
 */
export function runLabel(experiment: Experiment): string {
  const preset = experiment.protocol === 'sealed' ? sealedPreset : tutorialPreset
  return [...sizeWords(experiment, preset), ...otherWords(experiment, preset)].join(' · ')
}

type Field = keyof Experiment

/** In the order in which a person would say them. */
const words: readonly { readonly field: Field; readonly say: (e: Experiment) => string }[] = [
  { field: 'norm', say: e => (e.norm === 'none' ? 'no norm' : `${e.norm} norm`) },
  { field: 'clip', say: e => (e.clip === null ? 'no clipping' : `clip ${e.clip}`) },
  { field: 'dropout', say: e => `dropout ${e.dropout}` },
  { field: 'weightDecay', say: e => `decay ${e.weightDecay}` },
  { field: 'optimizer', say: e => e.optimizer.toUpperCase() },
  { field: 'schedule', say: e => `${e.schedule.kind} rate` },
  { field: 'shuffle', say: e => (e.shuffle ? 'shuffled' : 'in order') },
  { field: 'window', say: e => `window ${e.window}` },
  { field: 'days', say: e => (e.days === null ? 'all days' : `${e.days} days`) },
  { field: 'price', say: e => e.price },
  { field: 'epochs', say: e => `${e.epochs} epochs` },
  { field: 'batch', say: e => `batch ${e.batch}` },
  { field: 'trainShare', say: e => `train ${percent(e.trainShare)}` },
  { field: 'validationShare', say: e => `validation ${percent(e.validationShare)}` },
  { field: 'horizon', say: e => `horizon ${e.horizon}` },
  { field: 'retrain', say: e => (e.retrain ? 'trained again' : 'not trained again') },
]

const percent = (share: number) => `${Number((share * 100).toFixed(2))} %`

const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b)

function otherWords(experiment: Experiment, preset: Experiment): string[] {
  return words
    .filter(({ field }) => differs(experiment[field], preset[field]))
    .map(({ say }) => say(experiment))
}

/** Sizes, when all networks have the same: “64 × 2”; else each by its name. Then rates and cells. */
function sizeWords({ models }: Experiment, preset: Experiment): string[] {
  const usual = preset.models[0]
  const size = (m: Experiment['models'][number]) => `${m.hidden} × ${m.layers}`
  const sizes = new Set(models.map(size))
  const odd = !usual || sizes.size > 1 || !sizes.has(size(usual))
  const rates = new Set(models.map(m => m.learningRate))
  const oddRate = !usual || rates.size > 1 || !rates.has(usual.learningRate)
  return [
    ...(!odd ? [] : sizes.size === 1 ? [...sizes] : models.map(m => `${m.name} ${size(m)}`)),
    ...(!oddRate ? [] : rates.size === 1 ? [`rate ${[...rates][0]}`] : ['own rates']),
    ...(models.some(m => m.cell === 'rnn' && m.activation === 'relu') ? ['ReLU'] : []),
    ...(models.some(m => m.cell === 'gru' && m.reset === 'before') ? ['reset before'] : []),
  ]
}
