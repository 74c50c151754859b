import { ROOT } from '../../../scripts/setup/paths.mjs'
import { readReady } from '../../../scripts/setup/ready.mjs'
import type { EngineState } from '../../shared/wire.ts'

/**
 * What set-up left: whether networks can be trained here, and if not why and what to do. A
 * checkout that was set up by other means has no note; then the first training tells.
 */
export function readEngineState(root = ROOT): EngineState {
  const ready = readReady(root)
  if (!ready || ready.engine)
    return { ready: true, tensorflow: ready?.engine?.version ?? null, trainers: 0 }
  const { reason = 'it was not installed', remedy = 'npm run setup installs it.' } =
    ready.missing ?? {}
  // the first sentence: the tools' own words are in set-up's log
  const [sentence = reason] = reason.split('\n')
  return {
    ready: false,
    reason: sentence.replace(/\.$/, ''),
    remedy,
  }
}
