import type { RunBundle } from '../../../shared/bundle.ts'
import { describeLeakage, leakageHeight, makeLeakage } from '../../../shared/charts/leakage.ts'
import { makeLeakageMap } from '../../../shared/lab/leakage.ts'
import {
  stageCells,
  stageColumns,
  violationMark,
  wholeSentence,
} from '../../../shared/lab/leakage-words.ts'
import { prepareChosen } from '../../../shared/lab/prepare.ts'
import type { LeakageMap } from '../../../shared/lab-wire.ts'
import { traceRun } from '../../leakage/trace-run.ts'
import { tableCsv } from '../csv.ts'
import { html } from '../escape.ts'
import { dataTable } from '../tables.ts'
import type { LabSection } from './section.ts'

/** Did anything see the future? Watched anew while the report is written. */
export function leakageSection(bundle: RunBundle): LabSection | null {
  const map = mapOf(bundle)
  if (map === null) return null
  const rows = map.stages.map(stage => stageCells(stage, map))
  return {
    id: 'leakage',
    title: 'Did anything see the future?',
    caption: 'days that each stage of the run read',
    words: [
      html`<p class="note"><b>${wholeSentence(map)}</b></p>`,
      ...map.violations.map(
        ({ sentence }) => html`<p class="note"><b>${violationMark} ${sentence}</b></p>`
      ),
      html`<p class="note">The run\u2019s own functions went over its bars once more, without a network, through readers that note every row; then every day after the last one that a stage may see was altered, and what came out of the stage had to stay the same bit for bit. An upright marks that last day.</p>`,
    ],
    figures: [
      {
        name: 'leakage',
        title: 'Days that each stage read',
        description: describeLeakage(map),
        width: 920,
        height: leakageHeight(map),
        draw: look => makeLeakage(map, look),
      },
    ],
    tables: [
      dataTable(
        'stages',
        stageColumns.map((head, at) => ({
          head,
          cells: rows.map(cells => String(cells[at] ?? '')),
          ...(at < 2 ? { left: true } : {}),
        })),
        'lab/leakage.csv'
      ),
    ],
    files: { 'leakage.csv': tableCsv({ columns: stageColumns, rows }) },
  }
}

function mapOf({ results, series }: RunBundle): LeakageMap | null {
  const { experiment, seal, id } = results
  const chosen = { dates: series.dates, prices: Float64Array.from(series.price) }
  if (!prepareChosen(chosen, experiment).ok) return null
  const testOpen = seal.state !== 'closed'
  const { prepared, sightings } = traceRun({ chosen, experiment, testOpen })
  return makeLeakageMap({ run: id, prepared, testOpen, horizon: experiment.horizon }, sightings)
}
