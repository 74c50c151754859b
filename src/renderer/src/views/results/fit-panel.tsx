import { Button } from '@blueprintjs/core'
import { RotateCcw } from 'lucide-react'
import { type Ref, useCallback } from 'react'
import type { ChartData } from '../../../../shared/charts/chart-data.ts'
import { describeFit, makeFit } from '../../../../shared/charts/fit.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import type { Look } from '../../../../shared/charts/frame.ts'
import { ChartPanel } from '../../charts/chart-panel.tsx'
import type { ChartTable } from '../../charts/table-csv.ts'
import { Icon } from '../../components/icon.tsx'
import { rangeNames, rangeValues } from '../../seeds/range-columns.ts'
import { ModelChoice } from './model-choice.tsx'
import styles from './results.module.css'
import { ShiftSlider } from './shift-slider.tsx'
import { useFitZoom, type View } from './use-fit-zoom.ts'

interface FitPanelProps {
  readonly data: ChartData
  /** The run’s own seed alone, which is what is shifted by numbers. */
  readonly own: ChartData
  /** A network's column, or `all`. */
  readonly model: string
  readonly onModel: (model: string) => void
  /** The network with the least error: whose shift is shown when all are. */
  readonly closest: string
  /** Days by which the prediction is moved. */
  readonly shift: number
  readonly onShift: (shift: number) => void
  readonly slider: Ref<HTMLInputElement>
  readonly fileName: string
}

const hint = 'Left and right arrows move the view, plus and minus zoom, 0 goes back.'

/** Predicted and actual, with the days in view chosen below and the prediction shifted by hand. */
export function FitPanel(props: FitPanelProps) {
  const { data, own, model, onModel, closest, shift, onShift, slider, fileName } = props
  const zoom = useFitZoom(data.predictions)
  const { view } = zoom
  const make = useCallback(
    (look: Look) => makeFit(data, { model, view, strip: true, shift }, look),
    [data, model, view, shift]
  )
  const one = model === 'all' ? closest : model
  const controls = (
    <>
      {!zoom.isHome && (
        <Button
          variant="minimal"
          size="small"
          icon={<Icon of={RotateCcw} />}
          aria-label="Back to the last days"
          onClick={zoom.reset}
        />
      )}
      <ModelChoice label="Network" models={data.models} value={model} onChange={onModel} all />
    </>
  )
  return (
    <ChartPanel
      title="Predicted and actual"
      caption={captionOf(data, view, shift)}
      label={describeFit(data, model)}
      make={make}
      mode="merge"
      onOpen={zoom.onOpen}
      keyboard={{ hint, onKeyDown: zoom.onKeyDown }}
      table={() => fitTable(data)}
      fileName={`${fileName}-predicted-${model}`}
      controls={controls}
      className={styles['fit'] ?? ''}
    >
      <ShiftSlider
        data={own}
        isOwnSeed={data !== own}
        model={one}
        shift={shift}
        onShift={onShift}
        slider={slider}
      />
    </ChartPanel>
  )
}

function captionOf(
  { unit, ranges, predictions: { part, dates } }: ChartData,
  view: View,
  shift: number
) {
  const days = view.end - view.start + 1
  const parts = [...new Set(part.slice(view.start, view.end + 1))].join(' and ')
  const which = days >= dates.length ? 'all' : view.end === dates.length - 1 ? 'last' : ''
  const medians =
    Object.keys(ranges?.predictions ?? {}).length === 0
      ? ''
      : `, median and range of ${ranges?.seeds} seeds`
  const moved = shift === 0 ? '' : ', prediction shifted'
  return `${unit}, one step ahead, ${which} ${days} ${parts} days${moved}${medians}`.replace(
    '  ',
    ' '
  )
}

/** Every open day, whatever is in view. */
const fitTable = ({ predictions: t, models, ranges }: ChartData): ChartTable => ({
  columns: [
    'date',
    'part',
    'actual',
    'persistence',
    ...models.map(m => displayName(m.name)),
    ...rangeNames(ranges?.predictions),
  ],
  rows: t.dates.map((date, i) => [
    date,
    t.part[i] ?? null,
    t.actual[i] ?? null,
    t.persistence[i] ?? null,
    ...models.map(m => t.models[m.name]?.[i] ?? null),
    ...rangeValues(ranges?.predictions, i),
  ]),
})
