import { type Ref, useMemo } from 'react'
import type { ChartData } from '../../../../shared/charts/chart-data.ts'
import { displayName } from '../../../../shared/charts/format.ts'
import { shiftErrors } from '../../../../shared/charts/lag.ts'
import {
  describeShift,
  makeShiftBars,
  type ShiftBar,
} from '../../../../shared/charts/shift-bars.ts'
import { modelStyles } from '../../../../shared/charts/theme.ts'
import { useChartTheme } from '../../state/theme.ts'
import styles from './shift-slider.module.css'

interface ShiftSliderProps {
  readonly data: ChartData
  /** The charts show several seeds, these bars one of them. */
  readonly isOwnSeed?: boolean
  readonly model: string
  /** Days; −1 lays every prediction on the day before its own. */
  readonly shift: number
  readonly onShift: (shift: number) => void
  readonly slider?: Ref<HTMLInputElement>
}

const furthest = 5

/** A slider over bars of the error at each shift: one sees the prediction snap onto yesterday. */
export function ShiftSlider(props: ShiftSliderProps) {
  const { data, isOwnSeed = false, model, shift, onShift, slider } = props
  const curve = useMemo(
    () => shiftErrors(data, data.predictions.models[model] ?? []),
    [data, model]
  )
  const theme = useChartTheme()
  const color = modelStyles(theme, data.models)[model]?.color ?? theme.ink
  const bars = makeShiftBars(curve)
  const { now, meaning } = describeShift(curve, shift)
  return (
    <div className={styles['shift']}>
      <div>
        <h3 id="shift-head">Shift the prediction</h3>
        <p className="caption">
          Bars: {data.verdictPart} RMSE of {displayName(model)}
          {isOwnSeed && ', own seed'}
        </p>
      </div>
      <div className={styles['track']}>
        <div className={styles['bars']} aria-hidden="true">
          {bars.map(bar => (
            <Bar key={bar.shift} bar={bar} isOn={bar.shift === shift} color={color} />
          ))}
        </div>
        <input
          ref={slider}
          type="range"
          min={-furthest}
          max={furthest}
          step={1}
          value={shift}
          aria-labelledby="shift-head"
          aria-valuetext={now}
          onChange={event => onShift(Number(event.currentTarget.value))}
        />
        <div className={styles['labels']} aria-hidden="true">
          {bars.map(bar => (
            <span
              key={bar.shift}
              className={bar.shift === shift ? (styles['on'] ?? '') : ''}
              style={{ left: `${100 * bar.x}%` }}
            >
              {bar.label}
            </span>
          ))}
        </div>
      </div>
      <div className={styles['read']} role="status">
        <p>{now}</p>
        <p className="caption">{meaning}</p>
      </div>
    </div>
  )
}

const Bar = ({ bar, isOn, color }: { bar: ShiftBar; isOn: boolean; color: string }) => (
  <span
    className={`${styles['bar']} ${isOn ? styles['on'] : ''}`}
    style={{
      left: `${100 * bar.x}%`,
      height: `max(2px, ${100 * bar.height}%)`,
      ...(bar.isBest ? { background: color, color } : {}),
    }}
  >
    {bar.isBest && <b>best fit</b>}
  </span>
)
