import type { RunState, RunSummary } from '../../../shared/wire.ts'
import { exportRun, pauseOrGoOn } from '../runs/run-actions.ts'
import { useCommand } from '../state/commands.ts'
import { useRuns } from '../state/queries.ts'
import { useUi } from '../state/ui.ts'

const pausable: readonly RunState[] = ['training', 'paused', 'interrupted']

/** Commands on the chosen run, from whichever view; a view may register its own in their place. */
export function useShellCommands(): void {
  const { data: runs } = useRuns()
  const chosen = useUi(ui => ui.run)
  const run = runs?.find(({ id }) => id === chosen)
  const active = [run, runs?.find(({ state }) => state === 'training')].find(isPausable)
  useCommand('export-run', () => run && void exportRun(run), run?.state === 'finished')
  useCommand('pause-run', () => active && void pauseOrGoOn(active), active !== undefined)
}

const isPausable = (run: RunSummary | undefined): run is RunSummary =>
  run !== undefined && pausable.includes(run.state)
