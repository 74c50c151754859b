import { create } from 'zustand'
import type { Events } from '../../../shared/api.ts'

/** How many trainer processes are busy, as main last told. */
export const useTrainers = create<Events['trainers']>(() => ({
  busy: 0,
  most: 0,
  tensorflow: null,
}))
