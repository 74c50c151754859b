import type { ChartModel } from '../../shared/charts/chart-data.ts'
import {
  actualStyle,
  driftStyle,
  lightTheme,
  type Marker,
  modelStyles,
  persistenceStyle,
  ridgeStyle,
  type SeriesStyle,
} from '../../shared/charts/theme.ts'
import { type Html, raw } from './escape.ts'

/**
 * Colours as the page's own properties: drawings made in the light theme become themed by
 * naming their colours, so that a page without scripts follows light and dark as well.
 */
const variables: readonly (readonly [hex: string, name: string])[] = [
  [lightTheme.cells.rnn, 's-rnn'],
  [lightTheme.cells.lstm, 's-lstm'],
  [lightTheme.cells.gru, 's-gru'],
  [lightTheme.ridge, 's-ridge'],
  [lightTheme.persistence, 's-persistence'],
  [lightTheme.ink, 's-actual'],
  [lightTheme.ink2, 'ink-2'],
  [lightTheme.ink3, 'ink-3'],
  [lightTheme.panel, 'panel'],
  [lightTheme.line, 'line'],
  [lightTheme.line2, 'line-2'],
  [lightTheme.bar, 'bar'],
  [lightTheme.focus, 'focus'],
  [lightTheme.bad, 'bad'],
]

export const themed = (svg: string): string =>
  variables.reduce((text, [hex, name]) => text.replaceAll(`"${hex}"`, `"var(--${name})"`), svg)

export function styleOf(name: string, models: readonly ChartModel[]): SeriesStyle {
  const own = modelStyles(lightTheme, models)[name]
  if (own !== undefined) return own
  if (name === 'persistence') return persistenceStyle(lightTheme)
  if (name === 'actual') return actualStyle(lightTheme)
  // a thin dash needs a little more width in a key than in a chart
  const baseline = name === 'ridge' ? ridgeStyle(lightTheme) : driftStyle(lightTheme)
  return { ...baseline, width: 1.75 }
}

const shapes: Record<Marker, string> = {
  circle: '<circle cx="12" cy="6" r="3.4"',
  rect: '<rect x="8.8" y="2.8" width="6.4" height="6.4"',
  triangle: '<path d="M12 1.8 16 9H8z"',
  diamond: '<path d="M12 1.6 16.4 6 12 10.400 7.6 6z"',
}

/** The marker alone, 24 × 12, with a rim of the panel's colour. */
export const markerSvg = ({ marker, color }: SeriesStyle): string =>
  marker === null
    ? ''
    : `${shapes[marker]} fill="${lightTheme.panel}" stroke="${lightTheme.panel}" stroke-width="3"/>${shapes[marker]} fill="${color}"/>`

/** A series' line and marker as they stand in a table. */
export function keyOf(name: string, models: readonly ChartModel[]): Html {
  const style = styleOf(name, models)
  const dash = style.dash.length === 0 ? '' : ` stroke-dasharray="${style.dash.join(' ')}"`
  const line = `<path d="M0 6h24" stroke="${style.color}" stroke-width="${style.width}"${dash} fill="none"/>`
  return raw(
    themed(
      `<svg class="key" width="24" height="12" viewBox="0 0 24 12" aria-hidden="true">${line}${markerSvg(style)}</svg>`
    )
  )
}
