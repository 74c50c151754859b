import type { z } from 'zod'
import type { runBandsSchema } from './bands-schema.ts'

/** What the bands promise to hold, in per cent, narrow first. */
export const bandShares = [80, 95] as const
export type BandShare = (typeof bandShares)[number]

export type RunBands = z.infer<typeof runBandsSchema>
export type ForecasterBands = RunBands['forecasters'][number]
export type StepBands = ForecasterBands['bands'][BandShare]
