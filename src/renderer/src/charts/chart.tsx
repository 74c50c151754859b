import type { EChartsOption } from 'echarts'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Look } from '../../../shared/charts/frame.ts'
import { useChartTheme } from '../state/theme.ts'
import styles from './chart.module.css'
import { type Chart as Drawn, openChart } from './echarts.ts'

export interface ChartProps {
  /** Draws for a size and a theme: a pure builder with its data bound. A new function draws anew. */
  readonly make: (look: Look) => EChartsOption
  /** The chart in words, for whoever cannot see it. */
  readonly label: string
  /**
   * `fresh` replaces the drawing each time. `merge` keeps a zoom and a pointer where they are: series
   * need stable ids then, and the option's `dataZoom` counts only the first time.
   */
  readonly mode?: 'fresh' | 'merge'
  /** Called with the instance when it is there, to listen to it; what it returns is the undo. */
  readonly onOpen?: (chart: Drawn) => () => void
  /** Makes the drawing reachable by Tab; `hint` says in the label which keys do what. */
  readonly keyboard?: {
    readonly hint: string
    readonly onKeyDown: (event: React.KeyboardEvent) => void
  }
}

/** The one component that holds an ECharts instance: opens, draws, fits, disposes. */
export function Chart({ make, label, mode = 'fresh', onOpen, keyboard }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<Drawn | null>(null)
  const size = useSize(box)
  const theme = useChartTheme()

  useLayoutEffect(() => {
    if (box.current === null) return
    const opened = openChart(box.current)
    setChart(opened)
    return () => {
      opened.dispose()
      setChart(null)
    }
  }, [])

  useEffect(() => (chart === null ? undefined : onOpen?.(chart)), [chart, onOpen])

  // a drawing of another size or theme is another drawing; only then is a merge wrong
  const drawnFor = useRef<unknown>(null)
  useLayoutEffect(() => {
    if (chart === null || size === null || chart.isDisposed()) return
    resizeTo(chart, size)
    const key = `${size.width} ${size.height} ${theme.panel}`
    const merges = mode === 'merge' && drawnFor.current === key
    drawnFor.current = key
    draw(chart, make({ theme, ...size }), merges)
  }, [chart, make, mode, size, theme])

  if (keyboard === undefined)
    return <div ref={box} className={styles['chart']} role="img" aria-label={label} />
  const { hint, onKeyDown } = keyboard
  return (
    <div
      ref={box}
      className={styles['chart']}
      role="img"
      aria-label={`${label} ${hint}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus there are no keys
      tabIndex={0}
      onKeyDown={onKeyDown}
    />
  )
}

/** Only when it has to: ECharts draws all of the old option anew, whatever the size was. */
function resizeTo(chart: Drawn, size: Size): void {
  if (chart.getWidth() !== size.width || chart.getHeight() !== size.height) chart.resize(size)
}

function draw(chart: Drawn, option: EChartsOption, merges: boolean): void {
  if (!merges) {
    chart.setOption(option, { notMerge: true, lazyUpdate: true })
    return
  }
  const { dataZoom, ...rest } = option
  // the strip moves with the plot's margins; which days it shows stays the person's
  const zooms = [dataZoom ?? []].flat().map(withoutWindow)
  chart.setOption(
    { ...rest, dataZoom: zooms },
    { replaceMerge: ['series', 'graphic'], lazyUpdate: true }
  )
}

function withoutWindow<T extends object>(zoom: T) {
  const { start: _, end: __, startValue: ___, endValue: ____, ...rest } = zoom as Window & T
  return rest
}

type Window = Partial<Record<'start' | 'end' | 'startValue' | 'endValue', unknown>>

interface Size {
  readonly width: number
  readonly height: number
}

/** The box's size in whole pixels; null until it has one. */
function useSize(box: React.RefObject<HTMLDivElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const measure = () => {
      const [width, height] = [element.clientWidth, element.clientHeight]
      if (width < 40 || height < 24) return
      setSize(old =>
        old !== null && old.width === width && old.height === height ? old : { width, height }
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return size
}
