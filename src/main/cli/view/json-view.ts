import { isToldEpoch } from '../../../shared/lab/told-epochs.ts'
import type { RunFacts } from '../run-facts.ts'
import type { Terminal } from '../terminal.ts'
import type { RunView } from './run-view.ts'

/** One JSON object a line, each with its `type`. Missing figures are null, as JSON writes NaN. */
export function makeJsonView({ say }: Pick<Terminal, 'say'>, facts: RunFacts): RunView {
  const tell = (type: string, rest: object) => say(JSON.stringify({ type, ...rest }))
  const { epochs } = facts.experiment
  return {
    begin: id => tell('run', { id, ...facts }),
    notice: text => tell('notice', { text }),
    end: () => {},
    listener: {
      onStart: (model, phase) => tell('start', { model, phase }),
      onEpochs: (model, phase, rows, best) => {
        for (const row of rows.filter(({ epoch }) => isToldEpoch(epoch, epochs)))
          tell('epoch', { model, phase, ...row, best })
      },
      onPaused: (model, phase) => tell('paused', { model, phase }),
      onPhaseEnd: (model, phase, end) => tell('phase-end', { model, phase, ...end }),
      onStage: text => tell('stage', { text }),
      onNotice: text => tell('notice', { text }),
    },
  }
}
