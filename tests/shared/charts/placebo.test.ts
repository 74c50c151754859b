import { describe, expect, it } from 'vitest'
import { describePlacebo, makePlacebo, placeboCaption } from '../../../src/shared/charts/placebo.ts'
import { darkTheme, lightTheme } from '../../../src/shared/charts/theme.ts'
import { somePlacebo } from '../../support/some-placebo.ts'
import { readableOption } from './readable-option.ts'

const look = { theme: lightTheme, width: 640, height: 300 }

interface Series {
  readonly name: string
  readonly data: readonly (number | readonly [number, number])[]
  readonly z?: number
}
const seriesOf = (found: typeof somePlacebo, model = 'rnn') =>
  makePlacebo(found, model, look).series as unknown as readonly Series[]
const total = (series: Series | undefined) =>
  (series?.data ?? []).reduce<number>((sum, count) => sum + Number(count), 0)

describe('the chart of a placebo', () => {
  it('is drawn as stored', async () => {
    const drawn = readableOption(makePlacebo(somePlacebo, 'rnn', look))
    await expect(drawn).toMatchFileSnapshot('snapshots/placebo.txt')
  })

  it('counts every copy once, those at least as good apart', () => {
    const [worse, asGood] = seriesOf(somePlacebo)
    expect([total(worse), total(asGood)]).toEqual([27, 12])
  })

  it('counts a tie as at least as good', () => {
    const [network] = somePlacebo.networks
    const [, asGood] = seriesOf({ ...somePlacebo, networks: [{ ...network!, real: 0.18 }] })
    expect(total(asGood)).toBe(1)
  })

  it('marks persistence at 0, above the real series', () => {
    const series = seriesOf(somePlacebo, 'lstm')
    const persistence = series.find(({ name }) => name === 'Persistence')
    const real = series.find(({ name }) => name === 'LSTM')
    expect(persistence?.z).toBeGreaterThan(real?.z ?? 0)
    const placeOf = (one: Series | undefined) => [one?.data[0]].flat()[0]
    // bins of 0.05 from −0.25 on: 0 is the edge after 5 of them, 0.2 after 9
    expect([placeOf(persistence), placeOf(real)]).toEqual([5, 9])
  })

  it('has no upright for a real series that is not known yet, and draws without copies', () => {
    const [network] = somePlacebo.networks
    const early = { ...somePlacebo, networks: [{ ...network!, real: null }] }
    expect(seriesOf(early).map(({ name }) => name)).not.toContain('RNN')
    const none = { ...early, copies: [] }
    expect(() => makePlacebo(none, 'rnn', { ...look, theme: darkTheme })).not.toThrow()
  })

  it('says what it shows', () => {
    expect(placeboCaption(somePlacebo, 'rnn')).toBe(
      'RNN 16 × 1, 300 epochs, 39 copies, 116 test days; strong bars: at least as good as the real series'
    )
    const words = describePlacebo(somePlacebo, 'rnn').replaceAll('\u00a0', ' ')
    expect(words).toContain('On the real series it is +6.5 %; 12 copies are at least as good.')
    expect(words).toContain('persistence is at 0')
  })
})
