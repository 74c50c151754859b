import { useCallback, useRef, useState } from 'react'
import type { ChartPredictions } from '../../../../shared/charts/chart-data.ts'
import { closeUp } from '../../../../shared/charts/fit.ts'
import type { Chart as Drawn } from '../../charts/echarts.ts'

export interface View {
  readonly start: number
  readonly end: number
}

/** Fewest days in view; the chart's own handles stop there too. */
const fewest = 10

/** A view of `days` days that lies within the table. */
function place(start: number, days: number, last: number): View {
  const span = Math.min(last, Math.max(fewest - 1, Math.round(days)))
  const from = Math.max(0, Math.min(last - span, Math.round(start)))
  return { start: from, end: from + span }
}

const zoomBy = ({ start, end }: View, factor: number, last: number): View => {
  const span = (end - start) * factor
  return place((start + end - span) / 2, span, last)
}

/** What keys do to a view: arrows pan by a tenth, + and − zoom, Home and End go to the edges. */
export function viewAfterKey(view: View, key: string, last: number): View | null {
  const span = view.end - view.start
  const tenth = Math.max(1, Math.round(span / 10))
  switch (key) {
    case 'ArrowLeft':
      return place(view.start - tenth, span, last)
    case 'ArrowRight':
      return place(view.start + tenth, span, last)
    case 'Home':
      return place(0, span, last)
    case 'End':
      return place(last, span, last)
    case '+':
    case '=':
      return zoomBy(view, 1 / 1.5, last)
    case '-':
    case '\u2212':
      return zoomBy(view, 1.5, last)
    default:
      return null
  }
}

/** The days in view, moved by the chart's own handles, by keys and by buttons alike. */
export function useFitZoom(table: ChartPredictions) {
  const [view, setView] = useState<View>(() => closeUp(table))
  const drawn = useRef<Drawn | null>(null)
  const last = Math.max(0, table.dates.length - 1)

  const onOpen = useCallback((chart: Drawn) => {
    drawn.current = chart
    const hear = () => setView(old => readView(chart) ?? old)
    chart.on('datazoom', hear)
    return () => {
      if (!chart.isDisposed()) chart.off('datazoom', hear)
      drawn.current = null
    }
  }, [])

  const go = (next: View) => {
    setView(next)
    const range = { startValue: next.start, endValue: next.end }
    drawn.current?.dispatchAction({ type: 'dataZoom', dataZoomIndex: [0, 1], ...range })
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = event.key === '0' ? closeUp(table) : viewAfterKey(view, event.key, last)
    if (next === null) return
    event.preventDefault()
    go(next)
  }
  const home = closeUp(table)
  return {
    view,
    onOpen,
    onKeyDown,
    isHome: view.start === home.start && view.end === home.end,
    reset: () => go(home),
    zoom: (factor: number) => go(zoomBy(view, factor, last)),
  }
}

/** Where the handles are, as rows. */
function readView(chart: Drawn): View | null {
  const { dataZoom } = chart.getOption() as {
    dataZoom?: readonly { startValue?: unknown; endValue?: unknown }[]
  }
  const [start, end] = [dataZoom?.[0]?.startValue, dataZoom?.[0]?.endValue]
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : null
}
