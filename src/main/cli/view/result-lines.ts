import {
  displayName,
  formatCount,
  formatDate,
  formatDuration,
} from '../../../shared/charts/format.ts'
import { copiesSentence } from '../../../shared/lab/copycat-words.ts'
import { coverageLine } from '../../../shared/lab/coverage-words.ts'
import { openingsSentence } from '../../../shared/lab/opening-words.ts'
import { sightWords } from '../../../shared/lab/seal-words.ts'
import {
  clarkWestSentence,
  likenessSentence,
  medianSentence,
} from '../../../shared/lab/test-words.ts'
import { triesSentence } from '../../../shared/lab/tries-words.ts'
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
    ...[likenessSentence(results), clarkWestSentence(results), medianSentence(results)]
      .filter(Boolean)
      .map(words => paint.dim(words)),
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
  const { tries, experiment, times, forecast } = results
  return [
    triesSentence(tries),
    ...(experiment.protocol === 'tutorial'
      ? [
          'The test curve was watched while training, as in the tutorial; the sealed protocol does not.',
        ]
      : [sealWords(results)]),
    ...[openingsSentence(results)].filter(Boolean),
    `Forecast from ${formatDate(forecast.origin)}, ${forecast.retrained ? 'by networks trained again on all known days' : 'by the networks as they were tested'}${forecast.guessedDates ? '; some of its dates are guesses' : ''}.`,
    `Training took ${formatDuration(times.trainingSeconds)} of computing, ${formatDuration(times.totalSeconds)} by the clock.`,
  ]
}

function sealWords(results: Results): string {
  const { state, openedAt } = results.seal
  if (state !== 'open')
    return `The test part is closed. ${sightWords(results)} Open it once you are done choosing: npx hindcast open ${results.id}`
  return `The test part was opened on ${formatDate((openedAt ?? '').slice(0, 10))}.`
}
