import { bands } from './bands/bands.ts'
import type { Control } from './control.ts'
import { placebo } from './placebo/placebo.ts'
import { verdicts } from './verdicts/verdicts.ts'

/** All controls, in the order they are run. */
export const controls: readonly Control[] = [verdicts, placebo, bands]
