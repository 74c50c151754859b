/** The files of an export that hold a network's weights, and the tables each of them makes. */

/** The one that is measured; and the one on all known days, from which the forecast comes. */
export const trainings = ['first', 'second'] as const
export type Training = (typeof trainings)[number]

/** `weights/lstm.safetensors`, `weights/lstm.forecast.safetensors`. A model's name has no dot. */
export const weightsFile = (model: string, training: Training): string =>
  `weights/${model}${training === 'first' ? '' : '.forecast'}.safetensors`

/** The tables whose column of that network these weights make. */
export const tablesMade = (training: Training, retrained: boolean): readonly string[] =>
  training === 'second'
    ? ['forecast.csv']
    : ['predictions.csv', 'hindcast.csv', ...(retrained ? [] : ['forecast.csv'])]
