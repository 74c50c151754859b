import { z } from 'zod'

/**
 * Bands of a run as `results.json` holds them: by forecaster and promise, one number for each step ahead,
 * null where there are too few past origins. Widths are half-widths of ln P: around a prediction p the
 * band reaches from p·e^{−w} to p·e^{w}.
 */
const column = z.array(z.number().nullable())

const stepBandsSchema = z.strictObject({
  /** Half-widths from the forecast's origin, and from the hindcast's. */
  forecast: column,
  hindcast: column,
  /** Mean over the days measured, from edge to edge, as a share of the prediction. */
  meanWidth: column,
  /** Share of days that the bands held, with its 95 % interval by block bootstrap. */
  share: column,
  low: column,
  high: column,
  /** Independent days that would tell as much as `days` overlapping ones. */
  effective: column,
  days: z.array(z.int()),
})

export const runBandsSchema = z.strictObject({
  /** Steps ahead: 1 … horizon. */
  horizon: z.int(),
  /** Where coverage was measured: validation while the test part is closed. */
  part: z.enum(['validation', 'test']),
  /** Days that coverage may speak of; the first ones of each step may still warm up. */
  first: z.iso.date(),
  last: z.iso.date(),
  /** Errors known before the first band of a step. */
  warmUp: z.int(),
  /** γ of the adaptive update. */
  rate: z.number(),
  /** Persistence, drift, then the networks. */
  forecasters: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['network', 'baseline']),
      /** Why it has none: a band without end, or without width, says nothing. Null: they are good. */
      useless: z.enum(['infinite', 'zero']).nullable(),
      /** By promise, in per cent. */
      bands: z.strictObject({ '80': stepBandsSchema, '95': stepBandsSchema }),
    })
  ),
})
