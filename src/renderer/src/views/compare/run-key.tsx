import { runStyle } from '../../../../shared/charts/run-losses.ts'
import { useChartTheme } from '../../state/theme.ts'

/** A run's line in small: ink, its dash says which run. */
export function RunKey({ index }: { readonly index: number }) {
  const { color, dash } = runStyle(useChartTheme(), index)
  return (
    <svg width="24" height="12" viewBox="0 0 24 12" aria-hidden="true">
      <path
        d="M0 6h24"
        stroke={color}
        strokeWidth="1.75"
        {...(dash.length > 0 ? { strokeDasharray: dash.join(' ') } : {})}
      />
    </svg>
  )
}
