import type { ModelRow } from '../../store/models.ts'
import type { RunListener } from '../../training/run.ts'
import type { RunFacts } from '../run-facts.ts'
import type { Terminal } from '../terminal.ts'
import { makeJsonView } from './json-view.ts'
import { makeLiveView } from './live-view.ts'
import { makePlainView } from './plain-view.ts'

/** Shows a run while it trains. */
export interface RunView {
  readonly listener: RunListener
  /** Before the first epoch; `done` is what an earlier process left. */
  begin(id: string, done: readonly ModelRow[]): void
  notice(text: string): void
  /** Takes down what was only for the time of training. */
  end(): void
}

/** Live on a terminal, lines where it is piped, objects for machines. */
export function makeRunView(
  terminal: Terminal,
  facts: RunFacts,
  { json }: { readonly json?: true }
): RunView {
  if (json) return makeJsonView(terminal, facts)
  return terminal.isLive ? makeLiveView(terminal, facts) : makePlainView(terminal, facts)
}
