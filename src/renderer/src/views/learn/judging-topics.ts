import type { Results, Verdict } from '../../../../shared/results.ts'
import { formatCount, formatNumber, formatPercent } from '../../format.ts'
import type { NetworkFacts } from './network-facts.ts'
import { mark, type SymbolWords, type Topic } from './topic.ts'

/** What Learn teaches about judging a forecast: the words of Results and of the lab. */

const e = mark('e', 'e_t')
const d = mark('d', 'd_t')

const resultsOf = ({ run }: NetworkFacts): Results | null => run.results

/** The verdict on the network looked at. */
const verdictOf = (facts: NetworkFacts): Verdict | null =>
  resultsOf(facts)?.verdicts.find(({ model }) => model === facts.model.name) ?? null

const rmseOf = (facts: NetworkFacts, name: string): string | null => {
  const results = resultsOf(facts)
  const found = results?.forecasters.find(one => one.name === name)
  const mse = results === null ? null : found?.parts[results.verdictPart]?.mse
  return mse === null || mse === undefined ? null : `RMSE ${formatNumber(Math.sqrt(mse), 5)}`
}

const daysWords: SymbolWords = {
  id: 'n',
  tex: 'n',
  words: 'Days on which both forecasts are held against what came.',
  number: facts => {
    const verdict = verdictOf(facts)
    return verdict === null ? null : formatCount(verdict.days)
  },
}

export const judgingTopics: readonly Topic[] = [
  {
    id: 'judging',
    title: 'Better than yesterday?',
    cell: null,
    paragraphs: [
      'Most of tomorrow’s price is today’s price. A forecast that only repeats it is therefore close on every chart, and worth nothing. Persistence is that forecast, and every other one is measured against it: skill above 0 means less error than persistence, below 0 more.',
      'A little skill may be luck. The Diebold–Mariano test looks at the difference of the two squared errors, day by day: is its mean far from zero, for a row of days as uneven as this one? The correction of Harvey, Leybourne and Newbold keeps it honest on few days. Where several networks are tried at once the best of them looks good by chance alone, so Holm’s rule raises their p values.',
      'Two habits help more than any test: decide what to try before looking, and count what was tried. Hindcast counts every specification that was ever trained on a series.',
    ],
    equations: [
      {
        tex: `\\text{skill} = 1 - \\frac{\\sum_t ${e}^2}{\\sum_t ${mark('p', 'e^{\\text{pers}}_t')}^2}`,
        says: 'The share of persistence’s squared error that the forecast does without.',
      },
      {
        tex: `${d} = ${e}^2 - ${mark('p', 'e^{\\text{pers}}_t')}^2, \\qquad \\text{DM} = \\frac{${mark('dbar', '\\bar d')}}{\\sqrt{${mark('V', 'V')} / ${mark('n', 'n')}}}\\, \\sqrt{\\frac{n - 1}{n}}`,
        says: 'The mean difference in units of its own uncertainty, corrected for few days; held against Student’s t with n − 1 degrees of freedom.',
      },
    ],
    symbols: [
      {
        id: 'e',
        tex: 'e_t',
        words: 'The network’s error on day t: forecast minus truth.',
        number: facts => rmseOf(facts, facts.model.name),
      },
      {
        id: 'p',
        tex: 'e^{\\text{pers}}_t',
        words: 'Persistence’s error on the same day: the day’s own change.',
        number: facts => rmseOf(facts, 'persistence'),
      },
      {
        id: 'd',
        tex: 'd_t',
        words: 'By how much the network was worse on day t; negative where it was better.',
        number: () => null,
      },
      {
        id: 'dbar',
        tex: '\\bar d',
        words: 'The mean of the differences.',
        number: facts => {
          const verdict = verdictOf(facts)
          if (verdict === null) return null
          return `skill ${formatPercent(verdict.skill, 1, { signed: true })}`
        },
      },
      {
        id: 'V',
        tex: 'V',
        words: 'Their variance.',
        number: facts => {
          const verdict = verdictOf(facts)
          return verdict === null ? null : `DM ${formatNumber(verdict.statistic, 2)}`
        },
      },
      daysWords,
      {
        id: 'pvalue',
        tex: 'p',
        words:
          'How often chance alone would give a difference as large. After Holm, over the networks of the run.',
        number: facts => {
          const verdict = verdictOf(facts)
          if (verdict === null) return null
          const { p, adjustedP } = verdict
          return `${formatNumber(p, 3)}, after Holm ${formatNumber(adjustedP, 3)}`
        },
      },
      {
        id: 'tries',
        tex: '\\text{tries}',
        words: 'Specifications ever trained on this series, whatever their seed.',
        number: facts => {
          const results = resultsOf(facts)
          return results === null ? null : formatCount(results.tries)
        },
      },
    ],
    shows: [],
    links: [],
  },
  {
    id: 'horizon',
    title: 'Several days ahead',
    cell: null,
    paragraphs: [
      'A recursive forecast feeds its own predictions back as if they were known. One such path, however well it looks, is one case. A backtest starts a path on every day of a stretch that the network never saw, and looks at the errors h days ahead, for each h.',
      'Errors several days ahead overlap: the path of Monday and the path of Tuesday share all their days but one. So they are alike, and a hundred of them tell as little as a handful. The test must know this, or it finds skill everywhere: Bartlett’s weights add how much neighbours resemble each other to the variance. With fewer than eight origins that share no day, no honest p exists, and Hindcast says “too few”.',
    ],
    equations: [
      {
        tex: `${mark('V', 'V_h')} = \\gamma_0 + 2 \\sum_{j=1}^{${mark('k', 'k')}-1} \\left(1 - \\frac{j}{k}\\right) ${mark('gamma', '\\gamma_j')}`,
        says: 'The variance of the mean difference, with what overlapping neighbours share.',
      },
      {
        tex: `\\text{DM}_h = \\frac{\\bar d_h}{\\sqrt{V_h / ${mark('n', 'n')}}}\\, \\sqrt{\\frac{n + 1 - 2k + k(k-1)/n}{n}}`,
        says: 'The same test h days ahead, with the correction for few origins.',
      },
    ],
    symbols: [
      {
        id: 'V',
        tex: 'V_h',
        words: 'The long-run variance of the differences h days ahead.',
        number: () => null,
      },
      {
        id: 'k',
        tex: 'k',
        words: 'Origins from one to the next that shares no day with it: ⌈h / stride⌉.',
        number: ({ run }) => `1 … ${formatCount(run.experiment.horizon)} at stride 1`,
      },
      {
        id: 'gamma',
        tex: '\\gamma_j',
        words: 'How alike the differences of origins are that lie j apart.',
        number: () => null,
      },
      { ...daysWords, words: 'Origins: paths that were started.', number: () => null },
    ],
    shows: [],
    links: [],
  },
  {
    id: 'chance',
    title: 'Chance, and how to ask it',
    cell: null,
    paragraphs: [
      'Formulas for p believe something about the data. A placebo believes nothing: shuffle the series’ daily returns, so that whatever order they had is gone, and do the whole experiment again on the result. Whatever skill comes out is chance. Do that many times, and see how often chance does as well as the real series did.',
      'Shuffling destroys more than memory: calm and wild stretches are mixed, too. The other placebo keeps every move’s size in its place and throws a coin for its sign. A finding that survives both is about direction.',
      'Seeds ask another question: the network’s first weights are random. If two networks’ ranges over several seeds overlap, the order of their names in a table is the seed’s doing.',
    ],
    equations: [
      {
        tex: `p = \\frac{1 + \\#\\{\\text{placebos at least as good}\\}}{${mark('K', 'K')} + 1}`,
        says: 'The real series counts as one of the shuffles, so p is never 0; ties count against it.',
      },
    ],
    symbols: [
      {
        id: 'K',
        tex: 'K',
        words: 'Placebos. With 39 of them the smallest p there is is 1/40.',
        number: () => `39 gives ${formatNumber(1 / 40, 3)}`,
      },
    ],
    shows: [],
    links: [],
  },
  {
    id: 'bands',
    title: 'Bands that keep their word',
    cell: null,
    paragraphs: [
      'A forecast without a band hides what it does not know. Conformal bands take their width from errors that were really made, on days that training never saw, and believe in no bell curve: an 80 % band is as wide as four in five of those errors were.',
      'Prices change their temper, so yesterday’s widths may not do tomorrow. The adaptive rule watches its own hits: after a miss the next band gets wider, after a hit a little narrower. At each origin it knows only targets that had come by then.',
      'What a band promises is one number, what it kept is another. Both stand side by side everywhere, with how sure the second one is: days that overlap tell less than their number, which the effective size says.',
    ],
    equations: [
      {
        tex: `${mark('q', 'q_\\alpha')} = \\text{the } \\lceil (${mark('m', 'm')} + 1)(1 - ${mark('alpha', '\\alpha')}) \\rceil \\text{-th smallest of } ${mark('s', 's_1, \\dots, s_m')}`,
        says: 'The half-width: an order statistic of past errors.',
      },
      {
        tex: `${mark('alpha', '\\alpha_{t+1}')} = \\alpha_t + ${mark('rate', '\\gamma')}\\,(\\alpha - \\text{miss}_t)`,
        says: 'After a miss the level falls, so the band grows; a miss is known only once its day has come.',
      },
    ],
    symbols: [
      {
        id: 'q',
        tex: 'q_\\alpha',
        words: 'Half the band’s width.',
        number: () => null,
      },
      {
        id: 's',
        tex: 's_i',
        words: 'Sizes of errors that were made on days of validation or of a backtest.',
        number: () => null,
      },
      { id: 'm', tex: 'm', words: 'How many of them there are.', number: () => null },
      {
        id: 'alpha',
        tex: '\\alpha',
        words: 'The share that may fall outside.',
        number: () => `${formatPercent(0.2, 0)} and ${formatPercent(0.05, 0)}`,
      },
      { id: 'rate', tex: '\\gamma', words: 'How fast the level follows.', number: () => null },
    ],
    shows: [],
    links: [],
  },
]
