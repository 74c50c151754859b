import type { Html } from '../escape.ts'
import type { Figure } from '../figures.ts'

/** What the report says of one question to the lab. */
export interface LabSection {
  /** Anchor in the page, and the beginning of its pictures' names. */
  readonly id: string
  readonly title: string
  /** After the title: part, unit, how many. */
  readonly caption: string
  /** In the section's order: each is drawn into the page and written to `charts/`. */
  readonly figures: readonly Figure[]
  /** The answer in words first, then tables. */
  readonly words: readonly Html[]
  readonly tables: readonly Html[]
  /** CSV texts by file name, written to `lab/`. */
  readonly files: Readonly<Record<string, string>>
}
