import { isToldEpoch } from '../../../shared/lab/told-epochs.ts'
import type { RunFacts } from '../run-facts.ts'
import type { Terminal } from '../terminal.ts'
import { formatLoss } from './numbers.ts'
import type { RunView } from './run-view.ts'
import {
  epochLine,
  headLines,
  once,
  phaseEndWords,
  quickLookWords,
  retrainWords,
  timeWords,
} from './run-words.ts'

/** Lines that are written once and stay: for pipes and logs. */
export function makePlainView({ say }: Pick<Terminal, 'say'>, facts: RunFacts): RunView {
  const tellRetrain = once(() => say(retrainWords(facts)))
  const { epochs } = facts.experiment
  return {
    begin: id => {
      for (const line of beginLines(id, facts)) say(line)
    },
    notice: say,
    end: () => {},
    listener: {
      onStart: (_, phase) => {
        if (phase === 'retrain') tellRetrain()
      },
      onEpochs: (model, phase, rows) => {
        for (const row of rows.filter(({ epoch }) => isToldEpoch(epoch, epochs)))
          say(epochLine(model, phase, row, facts))
      },
      onPhaseEnd: (model, _, end) =>
        say(phaseEndWords(model, end, facts.watched) ?? timeWords(model, end)),
      onStage: text => say(`${text} \u2026`),
      onNotice: say,
    },
  }
}

/** The run's name, what it does, and what it has to beat. */
function beginLines(id: string, facts: RunFacts): string[] {
  const { toBeat, watched } = facts
  return [
    ...(facts.quickLook ? [quickLookWords] : []),
    `Run ${id}: ${headLines(facts).join('\n')}`,
    `Persistence, to beat: train ${formatLoss(toBeat.train)}, ${watched} ${formatLoss(toBeat.watched)}`,
  ]
}
