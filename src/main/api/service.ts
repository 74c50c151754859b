import type { EventName, Events } from '../../shared/api.ts'
import type { Result } from '../../shared/failure.ts'
import type { HostName } from '../../shared/wire.ts'

/** What a host lends: all that needs a window or its system. Every path comes from here. */
export interface Desk {
  readonly host: HostName
  /** Where to save a file of that name; null when the person thought better of it. */
  askSavePath(name: string): Promise<string | null>
  /** Where to put a folder of that name. */
  askFolder(name: string): Promise<string | null>
  askOpenPath(what: OpenQuestion): Promise<string | null>
  /** An https address out of our own list. */
  openLink(address: string): Promise<void>
  /** Shows a file in the system's file manager. */
  reveal(path: string): Promise<void>
  /** The computer must not sleep while this is true. */
  keepAwake(on: boolean): void
  /** Closes the window without asking again. */
  closeWindow(): void
}

export interface OpenQuestion {
  readonly title: string
  readonly extensions: readonly string[]
}

export type Publish = <E extends EventName>(event: E, value: Events[E]) => void

/** The program behind a window, whatever the host. */
export interface Service {
  /**
   * Answers one request: checks name and argument, calls its handler. Ordinary failures are in the
   * `Result`; a name or an argument that is not of the contract throws, because only a bug or an
   * intruder sends it.
   */
  answer(name: string, argument: unknown): Promise<Result<unknown>>
  /** How many runs train or wait: what closing would stop. */
  training(): number
  /** Interrupts what trains at a checkpoint, waits for it, closes the database. */
  close(): Promise<void>
}
