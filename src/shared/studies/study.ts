import { z } from 'zod'
import { backtestResultsSchema, backtestSpecSchema } from './backtest.ts'
import { placeboResultsSchema, placeboSpecSchema } from './placebo.ts'
import { proofResultsSchema, proofSpecSchema } from './proof.ts'
import { seedsResultsSchema, seedsSpecSchema } from './seeds.ts'

/** A study: a group of trainings that answers one question about a finished run. */
export const studySpecSchema = z.discriminatedUnion('kind', [
  backtestSpecSchema,
  placeboSpecSchema,
  seedsSpecSchema,
  proofSpecSchema,
])

export const studyResultsSchema = z.discriminatedUnion('kind', [
  backtestResultsSchema,
  placeboResultsSchema,
  seedsResultsSchema,
  proofResultsSchema,
])

export type StudySpec = z.infer<typeof studySpecSchema>
export type StudyKind = StudySpec['kind']
export type StudyResults = z.infer<typeof studyResultsSchema>

/** The specification of that kind, and what it finds. */
export type SpecOf<K extends StudyKind> = Extract<StudySpec, { kind: K }>
export type ResultsOf<K extends StudyKind> = Extract<StudyResults, { kind: K }>

export type StudyState = 'waiting' | 'running' | 'interrupted' | 'finished' | 'failed' | 'cancelled'

/** Where a study stands. */
export interface StudySummary {
  readonly id: string
  readonly run: string
  readonly spec: StudySpec
  readonly state: StudyState
  /** In a sentence, why it failed or was interrupted; else null. */
  readonly reason: string | null
  /** Units of work: trainings, networks or origins, as the kind counts them. */
  readonly done: number
  /** Null before they were counted. */
  readonly total: number | null
  /** Null while nobody works at it, and before the first unit is done. */
  readonly secondsLeft: number | null
  readonly createdAt: string
  readonly finishedAt: string | null
}

export interface StudyDetail<K extends StudyKind = StudyKind> {
  readonly summary: StudySummary
  /** What is known by now, of a study that goes on too; null before the first unit. */
  readonly results: ResultsOf<K> | null
}
