import type { EChartsOption } from 'echarts'
import * as echarts from 'echarts'
import { chartFont, lightTheme } from '../../shared/charts/theme.ts'
import { escapeHtml } from './escape.ts'

/** A picture's size in CSS pixels and what it says to someone who cannot see it. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly description: string
}

/** Draws an option as SVG text, without a browser. Nothing is left running. */
export function drawSvg(option: EChartsOption, picture: Picture): string {
  const { width, height } = picture
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(option)
    return tidy(chart.renderToSVGString(), picture)
  } finally {
    // an undisposed chart keeps a timer, and so the process, alive
    chart.dispose()
  }
}

/** As a file of its own: light, on the panel's colour, since a page of paper has no theme. */
export const standAloneSvg = (svg: string): string =>
  svg.replace(
    /(<desc>[^<]*<\/desc>)/,
    `$1<rect width="100%" height="100%" fill="${lightTheme.panel}"/>`
  )

let drawn = 0

/** Names it, drops what only a pointer needs, and makes ids unique among many pictures in one page. */
function tidy(svg: string, { width, height, title, description }: Picture): string {
  const prefix = `c${drawn++}-`
  const body = svg
    .replace(/<style ?>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_[a-z_]+|pointer-events)="[^"]*"/g, '')
    .replace(/<rect [^>]*fill="(?:none|transparent)"[^>]*><\/rect>\n?/, '')
    .replace(
      /style="font: (?:(\d+) )?([\d.]+px) [^"]*"/g,
      (_, weight: string | undefined, size: string) =>
        weight === undefined ? `font-size="${size}"` : `font-size="${size}" font-weight="${weight}"`
    )
    .replace(/style="([^"]*)"/g, (_, style: string) => styleAttributes(style))
    .replace(/zr\d+-/g, prefix)
    .replace(/^<svg [^>]*>/, '')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${escapeHtml(chartFont)}"><title>${escapeHtml(title)}</title><desc>${escapeHtml(description)}</desc>${body.trim()}`
}

/** `font-size:11px;font-weight:600;font-family:…` as attributes; the family stands on the root. */
function styleAttributes(style: string): string {
  const size = /font-size: ?([\d.]+px)/.exec(style)?.[1]
  const weight = /font-weight: ?(\d+)/.exec(style)?.[1]
  return [size && `font-size="${size}"`, weight && `font-weight="${weight}"`]
    .filter(Boolean)
    .join(' ')
}
