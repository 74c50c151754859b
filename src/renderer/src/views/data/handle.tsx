import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { SplitHandle } from './make-handles.ts'
import { clampTo } from './split-drag.ts'
import styles from './split-handles.module.css'

interface HandleProps {
  readonly handle: SplitHandle
  /** 0 … 1 of the plot's width. */
  readonly place: number
  readonly barAt: (clientX: number) => number
}

/** A month of trading days, about. */
const page = 21

/** Bars that a key moves a handle by; null for another key. */
function stepOf(key: string, { bar, room }: SplitHandle): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -page,
    PageUp: page,
    Home: room.least - bar,
    End: room.most - bar,
  }
  return steps[key] ?? null
}

/** One handle: a slider over bars, dragged with a pointer or moved by keys. */
export function Handle({ handle, place, barAt }: HandleProps) {
  const { name, says, kind, bar, room, isLocked, onMove } = handle
  const drag = useDrag(handle, barAt)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event.key, handle)
    if (step === null || isLocked) return
    event.preventDefault()
    onMove(clampTo(bar + step, room))
  }
  const classes = [
    styles['handle'],
    kind === 'edge' ? styles['edge'] : '',
    place > 0.75 ? styles['left'] : '',
  ]
  return (
    <div
      className={classes.join(' ')}
      style={{ left: `${100 * place}%` }}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="horizontal"
      aria-valuemin={room.least}
      aria-valuemax={room.most}
      aria-valuenow={bar}
      aria-valuetext={says}
      aria-disabled={isLocked}
      title={isLocked ? 'The preset locks this' : undefined}
      onKeyDown={onKeyDown}
      {...drag}
    >
      <span className={styles['grip']} />
      <span className={styles['says']}>{says}</span>
    </div>
  )
}

/** Follows the pointer, at most once a frame. */
function useDrag({ isLocked, room, onMove }: SplitHandle, barAt: HandleProps['barAt']) {
  const frame = useRef(0)
  const isHeld = useRef(false)
  const latest = useRef<() => void>(() => {})
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (isLocked || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    isHeld.current = true
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!isHeld.current) return
    const bar = clampTo(barAt(event.clientX), room)
    latest.current = () => onMove(bar)
    frame.current ||= requestAnimationFrame(() => {
      frame.current = 0
      latest.current()
    })
  }
  const onPointerUp = () => {
    isHeld.current = false
  }
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp }
}
