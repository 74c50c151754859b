import { describeFailure, done, type Failure, failed, type Result } from '../../shared/failure.ts'
import { prepare } from '../../shared/lab/prepare.ts'
import { isTestOpen } from '../../shared/lab/split.ts'
import type { StudyResults, StudySpec, StudySummary } from '../../shared/studies/study.ts'
import type { Hindcast } from '../api/hindcast.ts'
import { readBars } from '../store/revisions.ts'
import { findRun, readRun } from '../store/runs.ts'
import {
  claimStudy,
  createStudy,
  endStudy,
  findStudy,
  readStudyResults,
  readUnits,
  type Study,
  saveTotal,
  saveUnit,
  summaryOf,
} from '../store/studies.ts'
import type { StudyScene } from './kind.ts'
import { kindOf } from './kinds.ts'

/** Asks a question about a finished run: counts its work and keeps it, to be worked at. */
export function askStudy(h: Hindcast, typed: string, spec: StudySpec): Result<Study> {
  const found = findRun(h.store, typed)
  if (!found.ok) return found
  const { id, state, experiment, openedAt } = found.value
  if (state !== 'finished') return failed({ kind: 'run-unfinished', id, state })
  const testOpen = isTestOpen(experiment, openedAt !== null)
  const scene = sceneOf(h, { run: id, testOpen })
  if (!scene.ok) return scene
  const total = kindOf(spec.kind).count(scene.value, spec)
  if (!total.ok) return total
  const study = createStudy(h.store, { run: id, spec, testOpen })
  saveTotal(h.store, study, total.value)
  return findStudy(h.store, study)
}

/** The run and its bars as the study may see them. */
export function sceneOf(h: Hindcast, study: Pick<Study, 'run' | 'testOpen'>): Result<StudyScene> {
  const run = readRun(h.store, study.run)
  const bars = readBars(h.store, run.revision.id)
  const prepared = prepare(bars, run.experiment)
  if (!prepared.ok) return prepared
  const testOpen = study.testOpen && isTestOpen(prepared.value, run.openedAt !== null)
  return done({ h, run, bars, prepared: prepared.value, testOpen })
}

export interface WorkOptions {
  /** Aborted with `'interrupted'` as its reason, the study is to go on later; else it is cancelled. */
  readonly signal: AbortSignal
  onProgress?(summary: StudySummary): void
}

/**
 * Works at a study until it is done, keeping each unit: as many at once as there are trainers.
 * Fails as its units do, or with `cancelled`; then what is done is kept, and working at it again
 * goes on from there.
 */
export async function workStudy(
  h: Hindcast,
  id: string,
  options: WorkOptions
): Promise<Result<StudyResults>> {
  const claimed = claimStudy(h.store, id)
  if (!claimed.ok) return claimed
  try {
    const scene = sceneOf(h, claimed.value)
    const results = scene.ok ? await new Work(scene.value, claimed.value, options).end() : scene
    if (!h.store.db.open) return failed({ kind: 'cancelled' })
    conclude(h, id, results, options.signal)
    return results
  } catch (error) {
    if (h.store.db.open)
      endStudy(h.store, id, 'failed', { reason: `A mistake of ours: ${String(error)}` })
    throw error
  }
}

function conclude(
  { store }: Hindcast,
  id: string,
  results: Result<StudyResults>,
  signal: AbortSignal
): void {
  if (results.ok) endStudy(store, id, 'finished', { results: results.value })
  else if (!signal.aborted)
    endStudy(store, id, 'failed', { reason: describeFailure(results.failure, 'window') })
  else if (signal.reason === 'interrupted')
    endStudy(store, id, 'interrupted', {
      reason: 'It was stopped while it worked; what is done is kept.',
    })
  else endStudy(store, id, 'cancelled')
}

/** The units that are left, several at once. */
class Work {
  readonly #scene: StudyScene
  readonly #study: Study
  readonly #options: WorkOptions
  readonly #stop = new AbortController()
  readonly #signal: AbortSignal
  readonly #began = performance.now()
  #worked = 0
  #done = 0
  #total = 0
  #failure: Failure | null = null

  constructor(scene: StudyScene, study: Study, options: WorkOptions) {
    this.#scene = scene
    this.#study = study
    this.#options = options
    this.#signal = AbortSignal.any([options.signal, this.#stop.signal])
  }

  async end(): Promise<Result<StudyResults>> {
    const { spec, id } = this.#study
    const kind = kindOf(spec.kind)
    const total = kind.count(this.#scene, spec)
    if (!total.ok) return total
    this.#total = total.value
    const known = readUnits(this.#scene.h.store, id)
    this.#done = known.size
    const left = Array.from({ length: total.value }, (_, k) => k).filter(k => !known.has(k))
    this.#tell()
    await this.#share(left)
    if (this.#failure) return failed(this.#failure)
    if (this.#signal.aborted) return failed({ kind: 'cancelled' })
    return kind.conclude(this.#scene, spec, readUnits(this.#scene.h.store, id))
  }

  async #share(left: readonly number[]): Promise<void> {
    const waiting = left.values()
    const inTurn = async () => {
      for (const unit of waiting) if (!this.#signal.aborted) await this.#do(unit)
    }
    const hands = Math.max(1, Math.min(left.length, this.#scene.h.pool.use.most))
    const ends = await Promise.allSettled(Array.from({ length: hands }, inTurn))
    const bug = ends.find(end => end.status === 'rejected')
    if (bug) throw bug.reason
  }

  async #do(unit: number): Promise<void> {
    const { spec, id } = this.#study
    const began = performance.now()
    const found = await this.#orStop(kindOf(spec.kind).work(this.#scene, spec, unit, this.#signal))
    if (!this.#scene.h.store.db.open) return
    if (!found.ok) {
      if (!this.#signal.aborted) this.#failure ??= found.failure
      this.#stop.abort()
      return
    }
    saveUnit(this.#scene.h.store, id, unit, found.value, (performance.now() - began) / 1000)
    this.#worked++
    this.#done++
    this.#tell()
  }

  /** A bug in one unit ends the others too. */
  async #orStop<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      this.#stop.abort()
      throw error
    }
  }

  #tell(): void {
    const pace = (performance.now() - this.#began) / 1000 / this.#worked
    const secondsLeft = this.#worked > 0 ? pace * (this.#total - this.#done) : null
    const summary = summaryOf(this.#study)
    this.#options.onProgress?.({ ...summary, done: this.#done, total: this.#total, secondsLeft })
  }
}

/** What a study found, or has found so far; null before its first unit is done. */
export async function readFindings(
  h: Hindcast,
  study: Study
): Promise<Result<StudyResults | null>> {
  const kept = readStudyResults(h.store, study.id)
  if (kept) return done(kept)
  const units = readUnits(h.store, study.id)
  const scene = units.size > 0 ? sceneOf(h, study) : null
  if (scene === null) return done(null)
  return scene.ok ? kindOf(study.spec.kind).conclude(scene.value, study.spec, units) : scene
}
