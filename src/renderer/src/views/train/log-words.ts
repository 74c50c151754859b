import { formatLoss } from '../../../../shared/charts/format.ts'
import { modelWords } from '../../../../shared/lab/words.ts'
import type { LiveTraining } from '../../state/live-run.ts'

/** `LSTM 2000  train 0.000467  test 0.000471`, as the tutorial prints it; names `width` wide. */
export function logLines(
  log: LiveTraining['log'],
  watched: LiveTraining['watched'],
  width: number
): readonly string[] {
  const digits = Math.max(4, ...log.map(({ epoch }) => String(epoch).length))
  return log.map(line =>
    `${modelWords(line.model).padEnd(width)} ${String(line.epoch).padStart(digits)}  train ${lossText(line.train)}  ${watched} ${lossText(line.watched)}`.trimEnd()
  )
}

/** Of the longest name. */
export const nameWidth = ({ models }: Pick<LiveTraining, 'models'>): number =>
  Math.max(0, ...models.map(({ model }) => modelWords(model).length))

/** Numbers under numbers. */
const lossText = (loss: number): string =>
  Number.isFinite(loss) ? formatLoss(loss).padEnd(9) : 'no number'
