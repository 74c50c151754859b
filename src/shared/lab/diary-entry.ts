import { z } from 'zod'
import { baselineNames } from './baselines.ts'

/**
 * What the diary keeps, as the text that is hashed: a forecast as it stood when it was frozen, or a
 * note of Hindcast's own. Prices throughout, whatever unit the run's tables have; a number that does
 * not exist is null.
 */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const values = z.array(z.number().nullable()).readonly()
const days = z.array(z.iso.date()).readonly()

/** One band of one network, day by day: low and high edge. */
export const frozenBandSchema = z.strictObject({
  model: z.string(),
  /** The share of days it promises to hold: 0.8, 0.95. */
  level: z.number().gt(0).lt(1),
  low: values,
  high: values,
})

export const frozenForecastSchema = z.strictObject({
  kind: z.literal('forecast'),
  /** Its place in the chain, from 1. */
  number: z.int().min(1),
  frozenAt: z.iso.datetime(),
  symbol: z.string(),
  source: z.enum(['yahoo', 'csv', 'simulated']),
  currency: z.string().nullable(),
  /** The run may have been deleted since. */
  run: z.string(),
  quickLook: z.boolean(),
  /** SHA-256 of the specification, of the whole revision, and of the bars used. */
  experiment: sha256,
  revision: sha256,
  used: sha256,
  price: z.enum(['close', 'adjusted']),
  /** Whether the networks were trained again on all known days. */
  retrained: z.boolean(),
  models: z.array(z.strictObject({ name: z.string(), cell: z.enum(['rnn', 'lstm', 'gru']) })),
  origin: z.iso.date(),
  /** The newest day whose price could be known when it was frozen: no later than this is a forecast. */
  knownTo: z.iso.date(),
  /** The last known days, the origin being the last: what tells a revised history from this one. */
  before: z.strictObject({ dates: days, prices: values }),
  /** The days it speaks of, and which of these dates are guesses. */
  dates: days,
  guessed: z.array(z.boolean()).readonly(),
  /** Of persistence, every other baseline, and every network. */
  paths: z.record(z.string(), values),
  bands: z.array(frozenBandSchema).readonly(),
})

/** What Hindcast wrote of the diary itself: a backup was put in its place. */
export const diaryNoteSchema = z.strictObject({
  kind: z.literal('note'),
  number: z.int().min(1),
  frozenAt: z.iso.datetime(),
  text: z.string(),
})

export const diaryPayloadSchema = z.discriminatedUnion('kind', [
  frozenForecastSchema,
  diaryNoteSchema,
])

export type FrozenForecast = z.infer<typeof frozenForecastSchema>
export type FrozenBand = z.infer<typeof frozenBandSchema>
export type DiaryNote = z.infer<typeof diaryNoteSchema>
export type DiaryPayload = z.infer<typeof diaryPayloadSchema>

/** The price that persistence repeats: the last one known. */
export const lastKnown = ({ before }: FrozenForecast): number => before.prices.at(-1) ?? Number.NaN

/** Its forecasters in the order of every table: persistence, the other baselines, the networks. */
export function pathNames({ paths, models }: FrozenForecast): string[] {
  const networks = models.map(({ name }) => name)
  const others = Object.keys(paths).filter(name => !networks.includes(name))
  const rank = (name: string) => (baselineNames as readonly string[]).indexOf(name)
  return [...others.toSorted((a, b) => rank(a) - rank(b)), ...networks]
}
