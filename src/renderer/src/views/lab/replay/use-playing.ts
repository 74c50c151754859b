import { useEffect, useEffectEvent } from 'react'

const frameEvery = 130 // ms: sixty epochs in eight seconds

/** Goes on by a frame at a time to the last one, and stands still there. */
export function usePlaying(
  isPlaying: boolean,
  at: number,
  last: number,
  onMove: (at: number) => void,
  onEnd: () => void
): void {
  const goOn = useEffectEvent(() => (at < last ? onMove(at + 1) : onEnd()))
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => goOn(), frameEvery)
    return () => clearInterval(timer)
  }, [isPlaying])
}
