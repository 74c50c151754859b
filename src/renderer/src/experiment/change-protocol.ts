import type { Protocol } from '../../../shared/types.ts'
import { changeDraft, useDraft } from '../state/draft.ts'
import { switchProtocol } from './switch-protocol.ts'

const usual: Readonly<Record<Protocol, string>> = { tutorial: 'Tutorial', sealed: 'Sealed' }

/** Changes the protocol and what goes with it; a preset named after one gives way to the other's. */
export function changeProtocol(to: Protocol): void {
  const { experiment, preset, locked } = useDraft.getState()
  if (locked.includes('protocol') || experiment.protocol === to) return
  changeDraft(switchProtocol(experiment, to))
  if (preset === usual[experiment.protocol]) useDraft.setState({ preset: usual[to] })
}
