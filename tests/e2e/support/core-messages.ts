import type { OpenQuestion } from '../../../src/main/api/service.ts'
import type { EventName } from '../../../src/shared/api.ts'
import type { EngineState } from '../../../src/shared/wire.ts'

/** Between a test and the process that runs the program for it. */

export interface CoreOptions {
  readonly folder: string
  /** Address of the server that stands for Yahoo; without one nothing is reached. */
  readonly yahoo: string | null
  readonly engine: EngineState | null
  /** A file that holds what the time is, to be read each time; the real clock without one. */
  readonly clock: string | null
}

export type ToCore =
  | { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly argument: unknown }
  | { readonly kind: 'told'; readonly id: number; readonly path: string | null }
  | { readonly kind: 'close' }

export type FromCore =
  | { readonly kind: 'open'; readonly notices: readonly string[] }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'bug'; readonly id: number; readonly message: string }
  | { readonly kind: 'event'; readonly event: EventName; readonly value: unknown }
  | { readonly kind: 'training'; readonly count: number }
  | { readonly kind: 'wants'; readonly id: number; readonly what: Wanted }
  | { readonly kind: 'did'; readonly what: Done }

/** A path the program asks its host for. */
export type Wanted =
  | { readonly kind: 'save'; readonly name: string }
  | { readonly kind: 'folder'; readonly name: string }
  | { readonly kind: 'open'; readonly question: OpenQuestion }

/** What the program told its host to do; nothing of it leaves the test. */
export type Done =
  | { readonly kind: 'openLink'; readonly address: string }
  | { readonly kind: 'reveal'; readonly path: string }
  | { readonly kind: 'keepAwake'; readonly on: boolean }
  | { readonly kind: 'closeWindow' }
