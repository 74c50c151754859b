import { useEffect } from 'react'
import { create } from 'zustand'
import type { EpochsEvent, ModelProgress, TrainingState } from '../../../shared/wire.ts'
import { ask, listen } from '../bridge.ts'
import { LiveRun, type LiveTraining } from './live-run.ts'
import { makeRedraw, type Redraw } from './redraw.ts'

/** The followed run's training as last drawn. */
export interface Followed {
  readonly training: LiveTraining | null
  readonly error: unknown
}

const nothing: Followed = { training: null, error: null }

/** Pushed by main, drawn at most ten times a second. Losses stay in typed arrays, not in React. */
export const useFollowed = create<Followed>(() => nothing)

/** Follows a run's training while a view shows it. */
export function useLiveTraining(run: string | null): Followed {
  useEffect(() => (run === null ? undefined : followRun(run)), [run])
  const followed = useFollowed()
  return followed.training === null || followed.training.run === run ? followed : nothing
}

const readAgainAfter = 2000 // ms; main's store is behind its events by a checkpoint at most

/** Follows one run until the returned function is called: hears first, reads then, and goes on. */
export function followRun(run: string): () => void {
  useFollowed.setState(nothing)
  const follower = new Follower(run, (training, error) => useFollowed.setState({ training, error }))
  return () => follower.stop()
}

type Heard =
  | { readonly kind: 'epochs'; readonly event: EpochsEvent }
  | { readonly kind: 'progress'; readonly progress: ModelProgress }

type Show = (training: LiveTraining | null, error: unknown) => void

/**
 * Brings together what was read and what is told. Events that come while main answers are kept and
 * put after the answer, in order: an event that the answer holds already replaces itself.
 */
class Follower {
  readonly #run: string
  readonly #show: Show
  readonly #redraw: Redraw
  readonly #undo: readonly (() => void)[]
  #live: LiveRun | null = null
  /** Null while nothing is being read. */
  #kept: Heard[] | null = null
  #again: ReturnType<typeof setTimeout> | null = null
  #isStopped = false

  constructor(run: string, show: Show) {
    this.#run = run
    this.#show = show
    this.#redraw = makeRedraw(() => this.#show(this.#live?.look() ?? null, null))
    this.#undo = [
      listen('epochs', event => event.run === run && this.#hear({ kind: 'epochs', event })),
      listen(
        'model-changed',
        ({ run: of, progress }) => of === run && this.#hear({ kind: 'progress', progress })
      ),
      listen('runs-changed', ({ ids }) => ids.includes(run) && this.#readSoon(0)),
    ]
    void this.#read()
  }

  stop(): void {
    this.#isStopped = true
    if (this.#again !== null) clearTimeout(this.#again)
    this.#redraw.stop()
    for (const undo of this.#undo) undo()
  }

  async #read(): Promise<void> {
    this.#kept = []
    try {
      const start = await ask('readTraining', { id: this.#run })
      if (!this.#isStopped) this.#begin(start)
    } catch (error) {
      if (!this.#isStopped && this.#live === null) this.#show(null, error)
    } finally {
      this.#kept = null
    }
  }

  #begin(start: TrainingState): void {
    const live = new LiveRun(this.#run, start)
    this.#live = live
    let isWhole = true
    for (const heard of this.#kept ?? []) isWhole = take(live, heard) && isWhole
    if (!isWhole) this.#readSoon(readAgainAfter)
    this.#redraw.ask()
  }

  #hear(heard: Heard): void {
    this.#kept?.push(heard)
    if (this.#live === null) return
    if (!take(this.#live, heard)) this.#readSoon(readAgainAfter)
    this.#redraw.ask()
  }

  /** Reads anew: epochs are missing, or the run was resumed or ended. */
  #readSoon(after: number): void {
    if (this.#again !== null || this.#isStopped) return
    this.#again = setTimeout(() => {
      this.#again = null
      if (this.#kept === null) void this.#read()
      else this.#readSoon(readAgainAfter)
    }, after)
  }
}

function take(live: LiveRun, heard: Heard): boolean {
  if (heard.kind === 'epochs') return live.hearEpochs(heard.event)
  live.hearProgress(heard.progress)
  return true
}
