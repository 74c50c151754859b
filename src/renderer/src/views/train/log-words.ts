import { modelWords } from '../../../../shared/lab/words.ts'
import type { LiveTraining } from '../../state/live-run.ts'

/** `LSTM 2000  train 0.000467  test 0.000471`, as the tutorial prints it; names `width` wide. */
export function logLines(
  log: LiveTraining['log'],
  watched: LiveTraining['watched'],
  width: number
): readonly string[] {
  const digits = Math.max(4, ...log.map(({ epoch }) => String(epoch).length))
  return log.map(
    line =>
      `${modelWords(line.model).padEnd(width)} ${String(line.epoch).padStart(digits)}  train ${lossText(line.train)}  ${watched} ${lossText(line.watched)}`
  )
}

/** Of the longest name. */
export const nameWidth = ({ models }: Pick<LiveTraining, 'models'>): number =>
  Math.max(0, ...models.map(({ model }) => modelWords(model).length))

/** Six decimals as printed there; as many as three digits need where losses are smaller. */
function lossText(loss: number): string {
  if (!Number.isFinite(loss)) return 'no number'
  return loss !== 0 && Math.abs(loss) < 1e-4
    ? loss.toExponential(2).replace('e-', 'e−')
    : loss.toFixed(6)
}
