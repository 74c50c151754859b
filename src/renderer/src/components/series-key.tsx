import type { ModelRef } from '../../../shared/charts/theme.ts'
import { actualStyle, forecasterStyles, type SeriesStyle } from '../../../shared/charts/theme.ts'
import { useChartTheme } from '../state/theme.ts'

interface SeriesKeyProps {
  /** A model's name, or `actual`, `persistence`, `drift`, `train-mean`, `ridge`. */
  readonly name: string
  /** The run's models: a model's look depends on its neighbours. */
  readonly models: readonly ModelRef[]
  readonly width?: number
}

/** The line of a series in small: colour, dashes and marker, as charts draw it. */
export function SeriesKey({ name, models, width = 24 }: SeriesKeyProps) {
  const theme = useChartTheme()
  const style = name === 'actual' ? actualStyle(theme) : forecasterStyles(theme, models)(name)
  if (style === undefined) return null
  const dash = style.dash.length > 0 ? style.dash.join(' ') : undefined
  return (
    <svg width={width} height="12" viewBox="0 0 24 12" aria-hidden="true" className="series-key">
      <path
        d="M0 6h24"
        stroke={style.color}
        strokeWidth={name === 'persistence' ? 2 : 1.75}
        {...(dash === undefined ? {} : { strokeDasharray: dash })}
      />
      <Mark style={style} />
    </svg>
  )
}

function Mark({ style: { marker, color } }: { readonly style: SeriesStyle }) {
  if (marker === 'circle') return <circle cx="12" cy="6" r="3.4" fill={color} />
  if (marker === 'rect') return <rect x="8.8" y="2.8" width="6.4" height="6.4" fill={color} />
  if (marker === 'triangle') return <path d="M12 1.8 16 9H8z" fill={color} />
  if (marker === 'diamond') return <path d="M12 1.6 16.2 6 12 10.400 7.8 6z" fill={color} />
  return null
}
