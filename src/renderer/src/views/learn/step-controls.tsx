import { Button } from '@blueprintjs/core'
import { Pause, Play, StepBack, StepForward } from 'lucide-react'
import { useEffect, useId } from 'react'
import type { Trace } from '../../../../shared/wire.ts'
import { Icon } from '../../components/icon.tsx'
import { formatCount, formatDay, formatNumber } from '../../format.ts'
import styles from './learn-page.module.css'
import { placeIn, useLearn } from './learn-state.ts'

const stepEvery = 350 // ms: slow enough to read a column, quick enough for a window of 30

/** Step through the days, play them, and choose another window of the series. */
export function StepControls({ trace }: { readonly trace: Trace }) {
  const learn = useLearn()
  const { isPlaying } = learn
  const { step } = placeIn(trace, learn)
  const last = trace.inputs.length - 1
  const ids = { step: useId(), window: useId() }
  usePlaying(isPlaying, last)
  const to = (next: number) =>
    useLearn.setState({ step: Math.max(0, Math.min(last, next)), isPlaying: false })
  return (
    <>
      <div className={styles['controls']}>
        <Button
          variant="minimal"
          size="small"
          aria-label="One day back"
          icon={<Icon of={StepBack} />}
          disabled={step === 0}
          onClick={() => to(step - 1)}
        />
        <Button
          variant="minimal"
          size="small"
          aria-label={isPlaying ? 'Stop' : 'Play the window'}
          icon={<Icon of={isPlaying ? Pause : Play} />}
          onClick={() =>
            useLearn.setState({ isPlaying: !isPlaying, step: step === last ? 0 : step })
          }
        />
        <Button
          variant="minimal"
          size="small"
          aria-label="One day on"
          icon={<Icon of={StepForward} />}
          disabled={step === last}
          onClick={() => to(step + 1)}
        />
        <label htmlFor={ids.step}>Day</label>
        <input
          id={ids.step}
          type="range"
          min={0}
          max={last}
          value={step}
          aria-valuetext={`Step ${step + 1}, ${formatDay(trace.dates[step] ?? '')}`}
          onChange={event => to(Number(event.currentTarget.value))}
        />
        <output className={styles['read']} htmlFor={ids.step}>
          {step + 1} of {last + 1}, {formatDay(trace.dates[step] ?? '')}: x ={' '}
          {formatNumber(trace.inputs[step], 4)}
        </output>
      </div>
      <div className={styles['controls']}>
        <label htmlFor={ids.window}>Window</label>
        <input
          id={ids.window}
          type="range"
          min={0}
          max={trace.windows - 1}
          value={trace.window}
          aria-valuetext={`Window ${trace.window + 1}, for ${formatDay(trace.targetDate)}`}
          onChange={event => useLearn.setState({ window: Number(event.currentTarget.value) })}
        />
        <output className={styles['read']} htmlFor={ids.window}>
          {formatCount(trace.window + 1)} of {formatCount(trace.windows)}, says{' '}
          {formatNumber(trace.prediction, 4)}, was {formatNumber(trace.target, 4)}
        </output>
      </div>
    </>
  )
}

/** Goes on by a day at a time to the end of the window, and stands still when it is left. */
function usePlaying(isPlaying: boolean, last: number): void {
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => {
      const { step } = useLearn.getState()
      if (step >= last) useLearn.setState({ isPlaying: false })
      else useLearn.setState({ step: step + 1 })
    }, stepEvery)
    return () => clearInterval(timer)
  }, [isPlaying, last])
  useEffect(() => () => useLearn.setState({ isPlaying: false }), [])
}
