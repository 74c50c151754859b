import {
  displayName,
  formatCount,
  formatDate,
  formatDuration,
} from '../../../shared/charts/format.ts'
import { copiesSentence } from '../../../shared/lab/copycat-words.ts'
import { coverageLine } from '../../../shared/lab/coverage-words.ts'
import { openingsSentence } from '../../../shared/lab/opening-words.ts'
import type { Results } from '../../../shared/results.ts'
import type { Terminal } from '../terminal.ts'
import { measureTable, unitWords } from './measure-table.ts'
import { quickLookWords, seriesWords } from './run-words.ts'

/** A finished run in words: the verdict first, the numbers behind it, how often was tried. */
export function resultLines(
  results: Results,
  terminal: Pick<Terminal, 'paint' | 'columns'>
): string[] {
  const { paint } = terminal
  return [
    '',
    ...(results.quickLook ? [paint.bold(quickLookWords)] : []),
    paint.bold(results.headline),
    ...results.verdicts.map(({ sentence }) => sentence),
    ...[copiesSentence(results)].filter(Boolean),
    ...troubleLines(results),
    '',
    partLine(results),
    ...measureTable(results.forecasters, results.verdictPart, terminal),
    paint.dim(unitWords(results)),
    ...[coverageLine(results)].filter(Boolean),
    '',
    ...circumstances(results),
  ]
}

const troubleLines = ({ training }: Results) =>
  training.flatMap(({ model, trouble }) =>
    trouble === null ? [] : [`${displayName(model)}: ${trouble}`]
  )

/** `NFLX (Yahoo), 210 test days, 5 Jul 2023 to 1 May 2024` */
function partLine({ split, verdictPart, series }: Results): string {
  const range = split.find(({ part }) => part === verdictPart)
  if (!range) return seriesWords(series)
  const { count, first, last } = range
  return `${seriesWords(series)}, ${formatCount(count)} ${verdictPart} days, ${formatDate(first)} to ${formatDate(last)}`
}

function circumstances(results: Results): string[] {
  const { tries, seal, experiment, id, times, forecast } = results
  const triesWords =
    tries === 1
      ? 'This is the first specification tried on this series.'
      : `This is one of ${formatCount(tries)} specifications tried on this series; the more are tried, the likelier one looks good by luck.`
  return [
    triesWords,
    ...(experiment.protocol === 'tutorial'
      ? [
          'The test curve was watched while training, as in the tutorial; the sealed protocol does not.',
        ]
      : [sealWords(seal, id)]),
    ...[openingsSentence(results)].filter(Boolean),
    `Forecast from ${formatDate(forecast.origin)}, ${forecast.retrained ? 'by networks trained again on all known days' : 'by the networks as they were tested'}${forecast.guessedDates ? '; some of its dates are guesses' : ''}.`,
    `Training took ${formatDuration(times.trainingSeconds)} of computing, ${formatDuration(times.totalSeconds)} by the clock.`,
  ]
}

function sealWords({ state, openedAt }: Results['seal'], id: string): string {
  if (state !== 'open')
    return `The test part is closed. Open it once you are done choosing: npx hindcast open ${id}`
  return `The test part was opened on ${formatDate((openedAt ?? '').slice(0, 10))}.`
}
