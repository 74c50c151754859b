import { displayName, formatCount, formatDate } from '../../../shared/charts/format.ts'
import type { Part } from '../../../shared/types.ts'
import type { ShownRun } from '../../api/runs.ts'
import { experimentRows } from '../options/experiment-rows.ts'
import type { Terminal } from '../terminal.ts'
import { alignRows } from './align.ts'
import { measureTable } from './measure-table.ts'
import { formatLoss, formatPace, formatTime } from './numbers.ts'
import { resultLines } from './result-lines.ts'
import { seriesWords } from './run-words.ts'
import { localDay } from './runs-table.ts'

/** Everything about a run, in words. */
export function showLines(
  shown: ShownRun,
  terminal: Pick<Terminal, 'paint' | 'columns'>
): string[] {
  const { paint } = terminal
  return [
    paint.bold(titleOf(shown)),
    ...stateLines(shown),
    ...(shown.results ? resultLines(shown.results, terminal) : []),
    ...otherParts(shown, terminal),
    '',
    paint.bold('Training'),
    ...trainingTable(shown, terminal),
    '',
    paint.bold('Specification, as it would be typed'),
    ...alignRows([{ head: '' }, { head: '' }], experimentRows(shown.run.experiment)).slice(1),
    '',
    paint.dim(`Bars used: SHA-256 ${shown.run.usedHash}`),
  ]
}

function titleOf({ run }: ShownRun): string {
  const day = formatDate(localDay(run.createdAt))
  return `Run ${run.id} of ${day}: ${seriesWords(run.revision.series)}, ${run.experiment.protocol} protocol${run.quickLook ? ', quick look' : ''}`
}

function stateLines({ run }: ShownRun): string[] {
  if (run.state === 'finished') return []
  const reason = run.reason === null ? '' : ` (${run.reason})`
  return [`It is ${run.state}${reason}. Go on with: npx hindcast resume ${run.id}`]
}

/** The parts that the verdict does not speak of. */
function otherParts(
  { results }: ShownRun,
  terminal: Pick<Terminal, 'paint' | 'columns'>
): string[] {
  if (!results) return []
  const others = (['train', 'validation', 'test'] as const).filter(
    part => part !== results.verdictPart && isOpen(results.forecasters, part)
  )
  return others.flatMap(part => {
    const count = results.split.find(range => range.part === part)?.count ?? 0
    const head = `${formatCount(count)} ${part} days`
    return ['', head, ...measureTable(results.forecasters, part, terminal)]
  })
}

const isOpen = (forecasters: readonly { parts: object }[], part: Part) =>
  forecasters.some(({ parts }) => part in parts)

function trainingTable(
  { models, results }: ShownRun,
  { paint }: Pick<Terminal, 'paint' | 'columns'>
): string[] {
  const heads = ['', 'state', 'epochs', 'best', 'train loss', 'time', 'ms/epoch'].map(
    (head, k) => ({
      head,
      align: k > 1 ? ('right' as const) : ('left' as const),
    })
  )
  const rows = models.map(({ model, phase, state, epoch, seconds, bestEpoch, stopped }) => {
    const again = phase === 'retrain'
    const loss = results?.training.find(own => own.model === model)?.finalLoss.train
    return [
      `${displayName(model)}${again ? ' again' : ''}`,
      stopped === null || stopped === 'finished' ? state : `${state}: ${stopped}`,
      formatCount(epoch),
      bestEpoch === null ? '\u2013' : formatCount(bestEpoch),
      again ? '\u2013' : formatLoss(loss),
      formatTime(seconds),
      formatPace(epoch > 0 ? (1000 * seconds) / epoch : null),
    ]
  })
  return alignRows(heads, rows, { quiet: paint.dim })
}
