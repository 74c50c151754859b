import type { LinkName } from '../../../../shared/api.ts'
import type { Cell } from '../../../../shared/types.ts'
import type { NetworkFacts } from './network-facts.ts'

/** An equation and what it says in words. */
export interface Equation {
  readonly tex: string
  readonly says: string
}

/** A symbol of the equations: what it is, and its number in the chosen run. */
export interface SymbolWords {
  /** As `mark` writes it into the equations. */
  readonly id: string
  readonly tex: string
  readonly words: string
  /** Shape, size or value; null where the run does not say. */
  readonly number: (facts: NetworkFacts) => string | null
}

export interface Topic {
  readonly id: string
  readonly title: string
  /** Which network of the run its numbers are of; null for any. */
  readonly cell: Cell | null
  readonly paragraphs: readonly string[]
  readonly equations: readonly Equation[]
  readonly symbols: readonly SymbolWords[]
  /** What stands under the words. */
  readonly shows: readonly ('steps' | 'gradients' | 'windows')[]
  readonly links: readonly { readonly link: LinkName; readonly text: string }[]
}

/** Makes a symbol findable in a set equation, so that its row and it can light up together. */
export const mark = (id: string, tex: string): string => `\\htmlClass{symbol-${id}}{${tex}}`

/** A symbol in letters, for who hears the page: `W_{hh}` is W hh, `\\hat C_t` is hat C t. */
export const spoken = (tex: string): string =>
  tex
    .replace(/\\var/g, '')
    .replace(/[\\{}^_]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
