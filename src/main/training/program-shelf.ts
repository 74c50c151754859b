import { Program, type ProgramSpec } from '../engine/program.ts'

/** One for training and one for applying: what a trainer has in turn. */
const room = 2

/**
 * Programs of the jobs before, for jobs that want the same: compiling one and its first steps take
 * longer than a small training. A program that was used holds nothing of it once it is initialised,
 * restored or given weights, so it gives the same bits as a new one.
 */
export class ProgramShelf {
  /** The one taken last comes last. */
  readonly #kept = new Map<string, Program>()

  /** A program compiled from `spec`; it is the taker's until the next one is taken. */
  take(spec: ProgramSpec): Program {
    const key = JSON.stringify(spec)
    const program = this.#kept.get(key) ?? new Program(spec)
    this.#kept.delete(key)
    this.#kept.set(key, program)
    if (this.#kept.size > room) this.#drop(this.#kept.keys().next().value as string)
    return program
  }

  /** Lets go of a program that a job failed with. */
  discard(program: Program): void {
    for (const [key, kept] of this.#kept) if (kept === program) this.#drop(key)
  }

  #drop(key: string): void {
    this.#kept.get(key)?.close()
    this.#kept.delete(key)
  }
}
