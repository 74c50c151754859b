import { Button } from '@blueprintjs/core'
import { Pause, Pin, Play, StepForward } from 'lucide-react'
import { type CSSProperties, useId } from 'react'
import { chosenName, markWords } from '../../../../../shared/lab/replay-words.ts'
import type { Replay, ReplayTraining } from '../../../../../shared/lab-wire.ts'
import { Icon } from '../../../components/icon.tsx'
import { formatCount } from '../../../format.ts'
import { useMedia, watchMedia } from '../../../state/media.ts'
import styles from './replay.module.css'
import { usePlaying } from './use-playing.ts'

const lessMotion = watchMedia('(prefers-reduced-motion: reduce)')

interface EpochSliderProps {
  readonly replay: Replay
  readonly training: ReplayTraining
  /** Which frame is shown. */
  readonly at: number
  readonly onMove: (at: number) => void
  readonly isPlaying: boolean
  readonly onPlay: (isPlaying: boolean) => void
}

/** Through the kept epochs by hand, by keys, or by itself; the ones that matter are pinned. */
export function EpochSlider(props: EpochSliderProps) {
  const { replay, training, at, onMove, isPlaying, onPlay } = props
  const { frames, chosen, best } = training
  const id = useId()
  const last = frames.length - 1
  const moveTo = (next: number) => {
    onPlay(false)
    onMove(Math.max(0, Math.min(last, next)))
  }
  usePlaying(isPlaying, at, last, onMove, () => onPlay(false))
  const play = () => {
    if (!isPlaying && at === last) onMove(0)
    onPlay(!isPlaying)
  }
  const marks = markWords(replay, training, at)
  return (
    <div className={styles['slider']}>
      <PlayButton
        isPlaying={isPlaying}
        onPlay={play}
        onStep={() => moveTo(at === last ? 0 : at + 1)}
      />
      <label htmlFor={id}>Epoch</label>
      <div className={styles['track']}>
        <EpochMarks training={training} />
        <input
          id={id}
          type="range"
          min={0}
          max={last}
          step={1}
          value={at}
          aria-valuetext={`Epoch ${formatCount(frames[at]?.epoch ?? 0)}${marks && `, ${marks}`}`}
          onChange={event => moveTo(Number(event.currentTarget.value))}
        />
      </div>
      {/* the slider says it, and the words below */}
      <span className={styles['epoch']} aria-hidden="true">
        {formatCount(frames[at]?.epoch ?? 0)}
      </span>
      <PinButton
        name={capitalised(chosenName(replay, training))}
        frame={chosen}
        training={training}
        isOn={at === chosen}
        onMove={moveTo}
      />
      {best !== chosen && (
        <PinButton
          name={`Lowest ${replay.watched} loss`}
          frame={best}
          training={training}
          isOn={at === best}
          onMove={moveTo}
        />
      )}
    </div>
  )
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

interface PlayButtonProps {
  readonly isPlaying: boolean
  readonly onPlay: () => void
  readonly onStep: () => void
}

/** Where the system asks for less motion, nothing moves by itself: a press is one epoch. */
function PlayButton({ isPlaying, onPlay, onStep }: PlayButtonProps) {
  const isStill = useMedia(lessMotion)
  return isStill ? (
    <Button
      size="small"
      aria-label="Next epoch"
      icon={<Icon of={StepForward} />}
      onClick={onStep}
    />
  ) : (
    <Button
      size="small"
      aria-label={isPlaying ? 'Stop' : 'Play the training'}
      icon={<Icon of={isPlaying ? Pause : Play} />}
      onClick={onPlay}
    />
  )
}

interface PinButtonProps {
  readonly name: string
  /** Null where that epoch was not kept. */
  readonly frame: number | null
  readonly training: ReplayTraining
  readonly isOn: boolean
  readonly onMove: (at: number) => void
}

const PinButton = ({ name, frame, training, isOn, onMove }: PinButtonProps) =>
  frame === null ? null : (
    <Button
      size="small"
      icon={<Icon of={Pin} />}
      text={`${name}, ${formatCount(training.frames[frame]?.epoch ?? 0)}`}
      active={isOn}
      aria-pressed={isOn}
      onClick={() => onMove(frame)}
    />
  )

/** Under the track: decades as numbers, pinned epochs as ticks. */
function EpochMarks({ training: { frames, chosen, best } }: Pick<EpochSliderProps, 'training'>) {
  const last = Math.max(1, frames.length - 1)
  const place = (frame: number) => ({ '--at': frame / last }) as CSSProperties
  const pins = [...new Set([best, chosen].flatMap(frame => frame ?? []))]
  return (
    <div className={styles['marks']} aria-hidden="true">
      {pins.map(frame => (
        <i key={frame} className={frame === chosen ? styles['chosen'] : ''} style={place(frame)} />
      ))}
      {frames.map(
        ({ epoch }, frame) =>
          Number.isInteger(Math.log10(epoch)) && (
            <span key={epoch} style={place(frame)}>
              {formatCount(epoch)}
            </span>
          )
      )}
    </div>
  )
}
