import { done, type Result } from '../../../../shared/failure.ts'
import type { ControlRow } from '../../../../shared/lab/controls.ts'
import type { Control, ControlScene } from '../control.ts'
import { runRidgeControls, runVerdicts, type VerdictProgress } from './run-verdicts.ts'
import { brokenPromises } from './verdict-promise.ts'
import { seedLine, verdictTable } from './verdict-table.ts'

/** Does the verdict call luck luck, and skill skill? */
export const verdicts: Control = {
  name: 'verdicts',
  title: 'Verdicts',
  seeds: 20,
  async run(scene) {
    const rows = await ask(scene)
    if (!rows.ok) return rows
    const broken = brokenPromises(rows.value)
    return done({ table: verdictTable(rows.value), figures: [], broken })
  },
}

async function ask({ pool, seeds, signal, ...scene }: ControlScene): Promise<Result<ControlRow[]>> {
  if (pool === null) return done(runRidgeControls({ seeds }))
  const fresh = noteFresh(scene.note)
  const onProgress = ({ rows, trained, networks }: VerdictProgress) => {
    scene.tell({
      done: trained,
      total: networks,
      what: 'networks trained',
      table: verdictTable(rows),
    })
    fresh(rows)
  }
  return await runVerdicts(pool, { seeds, signal, onProgress })
}

/** A line for each seed once its models are judged; ridge, known at once, is in the last table. */
function noteFresh(note: (line: string) => void): (rows: readonly ControlRow[]) => void {
  let told = 0
  return rows => {
    const networks = rows.filter(({ model }) => model !== 'ridge')
    const fresh = Map.groupBy(networks.slice(told), ({ sample, seed }) => `${sample} ${seed}`)
    for (const seed of fresh.values()) note(seedLine(seed))
    told = networks.length
  }
}
