import {
  BarChart,
  CandlestickChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
} from 'echarts/charts'
import {
  AriaComponent,
  AxisPointerComponent,
  BrushComponent,
  DataZoomComponent,
  GraphicComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

// A component that is forgotten here fails silently: its part of the option is not drawn.
use([
  AriaComponent,
  AxisPointerComponent,
  BarChart,
  BrushComponent,
  CandlestickChart,
  CanvasRenderer,
  CustomChart,
  DataZoomComponent,
  GraphicComponent,
  GridComponent,
  HeatmapChart,
  LineChart,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
  VisualMapComponent,
])

export type Chart = EChartsType

/** A chart that lives in the page until it is disposed. */
export const openChart = (element: HTMLElement): Chart =>
  init(element, null, { renderer: 'canvas' })

/** A chart that draws one SVG and is thrown away; needs no page. */
export const openSvgChart = (width: number, height: number): Chart =>
  init(null, null, { renderer: 'svg', ssr: true, width, height })
