import type { EChartsOption } from 'echarts'
import type { Look } from '../../../shared/charts/frame.ts'
import { chartFont, lightTheme } from '../../../shared/charts/theme.ts'
import { openSvgChart } from './echarts.ts'

/** What a chart is saved as: always light, since a page of paper has no theme. */
export interface ChartFile {
  readonly make: (look: Look) => EChartsOption
  readonly title: string
  /** Unit and part, under the title. */
  readonly caption: string
  readonly label: string
}

const picture = { width: 960, height: 480 }
const headHeight = 52
const scale = 2 // pixels of a PNG for one of the drawing

/** The chart with its title as an SVG file. */
export function makeSvg({ make, title, caption, label }: ChartFile): string {
  const { width, height } = picture
  const chart = openSvgChart(width, height)
  try {
    chart.setOption(make({ theme: lightTheme, width, height }))
    const drawn = chart.renderToSVGString()
    return frame(drawn, title, caption, label)
  } finally {
    chart.dispose()
  }
}

function frame(drawn: string, title: string, caption: string, label: string): string {
  const { width, height } = picture
  const whole = height + headHeight
  const { ink, ink3, panel } = lightTheme
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" font-family="${escapeXml(chartFont)}">`,
    `<title>${escapeXml(title)}</title><desc>${escapeXml(label)}</desc>`,
    `<rect width="${width}" height="${whole}" fill="${panel}"/>`,
    `<text x="16" y="24" font-size="14" font-weight="600" fill="${ink}">${escapeXml(title)}</text>`,
    `<text x="16" y="42" font-size="11" fill="${ink3}">${escapeXml(caption)}</text>`,
    `<g transform="translate(0 ${headHeight})">${drawn.replace(/^<\?xml[^>]*>/, '')}</g></svg>`,
  ].join('')
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
const escapeXml = (text: string) => text.replace(/[&<>"]/g, sign => escapes[sign] ?? sign)

/** The same picture as a PNG of twice its size. */
export async function makePng(file: ChartFile): Promise<Uint8Array> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(makeSvg(file))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.width * scale
  canvas.height = (picture.height + headHeight) * scale
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this page has no canvas')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('the canvas made no PNG')
  return new Uint8Array(await blob.arrayBuffer())
}
