import { createLogUpdate } from 'log-update'
import { isToldEpoch } from '../../../shared/lab/told-epochs.ts'
import type { RunFacts } from '../run-facts.ts'
import type { Terminal } from '../terminal.ts'
import { liveFrame } from './live-frame.ts'
import { Progress } from './progress.ts'
import type { RunView } from './run-view.ts'
import {
  epochLine,
  headLines,
  once,
  phaseEndWords,
  quickLookWords,
  retrainWords,
} from './run-words.ts'
import { wrapWords } from './wrap-words.ts'

/** A redraw each 100 ms: the eye needs no more, and a terminal over ssh bears no more. */
const REDRAW_MS = 100

/** All models at once, redrawn in place; what should stay scrolls away above. */
export function makeLiveView(terminal: Terminal, facts: RunFacts): RunView {
  const screen = createLogUpdate(terminal.stream)
  const progress = new Progress(facts.experiment.models.map(({ name }) => name))
  const { paint } = terminal
  let stage: string | null = null
  let timer: NodeJS.Timeout | null = null
  const draw = () => screen(liveFrame(facts, progress, { columns: terminal.columns, paint, stage }))
  const keep = (text: string) => screen.persist(wrapWords(text, terminal.columns))
  const tellRetrain = once(() => keep(paint.dim(retrainWords(facts))))
  return {
    begin: (id, done) => {
      for (const line of titleLines(id, facts, terminal))
        terminal.say(wrapWords(line, terminal.columns))
      progress.restore(done)
      draw()
      timer = setInterval(draw, REDRAW_MS)
    },
    notice: keep,
    end: () => {
      if (timer) clearInterval(timer)
      stage = null
      draw()
      screen.done()
    },
    listener: {
      onStart: (model, phase) => {
        progress.start(model, phase)
        if (phase === 'retrain') tellRetrain()
      },
      onEpochs: (model, phase, rows, best, seconds) => {
        progress.hear(model, phase, rows, best, seconds)
        for (const row of rows)
          if (phase === 'train' && isToldEpoch(row.epoch, facts.experiment.epochs))
            keep(epochLine(model, phase, row, facts))
      },
      onPaused: model => progress.pause(model),
      onPhaseEnd: (model, _, end) => {
        progress.end(model, end)
        const words = phaseEndWords(model, end, facts.watched)
        if (words !== null) keep(words)
      },
      onStage: text => {
        stage = text
      },
      onNotice: keep,
    },
  }
}

function titleLines(id: string, facts: RunFacts, { paint }: Terminal): string[] {
  const [first = '', ...others] = headLines(facts)
  return [
    ...(facts.quickLook ? [paint.bold(quickLookWords), ''] : []),
    paint.bold(first),
    ...others,
    paint.dim(`Run ${id}. Ctrl-C stops at a checkpoint; npx hindcast resume ${id} goes on.`),
  ]
}
