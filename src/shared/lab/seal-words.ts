import { formatDate } from '../charts/format.ts'
import type { Results } from '../results.ts'

/**
 * What each training of a sealed run saw, the same in window, report and command line. The figures
 * are of the first, which knows nothing of the test part; the forecast alone knows all days.
 */
export const sightWords = (results: Pick<Results, 'split' | 'forecast'>): string =>
  `${figuresSaw(results)} ${forecastSaw(results)}`

function figuresSaw({ split }: Pick<Results, 'split'>): string {
  const validation = split.find(({ part }) => part === 'validation')
  const day = validation ? formatDate(validation.last) : 'validation'
  return `No test prediction has been computed: the training that all figures are of saw no day after ${day}.`
}

/** Its days to come are no test: nothing of it is measured. */
function forecastSaw({ forecast: { retrained, origin } }: Pick<Results, 'forecast'>): string {
  const until = formatDate(origin)
  return retrained
    ? `Only the forecast knows more: for it the networks trained a second time, on all days up to ${until}, those of the test part among them. None of its days are measured.`
    : `Only the forecast knows more: it starts from the days up to ${until}. None of its days are measured.`
}
