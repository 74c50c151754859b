import { describe, expect, it } from 'vitest'
import { makeRedraw } from '../../../src/renderer/src/state/redraw.ts'

/** Frames by hand, 16 ms apart. */
function clock() {
  const waiting = new Map<number, (now: number) => void>()
  let [now, id] = [0, 0]
  return {
    clock: {
      frame: (work: (now: number) => void) => {
        waiting.set(++id, work)
        return id
      },
      cancel: (frame: number) => void waiting.delete(frame),
    },
    waiting,
    tick: () => {
      now += 16
      const due = [...waiting.values()]
      waiting.clear()
      for (const work of due) work(now)
    },
  }
}

describe('makeRedraw', () => {
  it('makes one drawing of many askings, at the next frame', () => {
    const { clock: c, tick } = clock()
    let drawn = 0
    const redraw = makeRedraw(() => drawn++, 100, c)
    for (let i = 0; i < 50; i++) redraw.ask()
    expect(drawn).toBe(0)
    tick()
    expect(drawn).toBe(1)
  })

  it('draws no more than every 100 ms, and never forgets the last asking', () => {
    const { clock: c, tick, waiting } = clock()
    let drawn = 0
    const redraw = makeRedraw(() => drawn++, 100, c)
    for (let frame = 0; frame < 63; frame++) {
      redraw.ask()
      tick()
    }
    expect(drawn).toBe(9)
    for (let frame = 0; frame < 20; frame++) tick()
    expect(drawn).toBe(10)
    expect(waiting.size).toBe(0)
  })

  it('draws no more once it is stopped', () => {
    const { clock: c, tick } = clock()
    let drawn = 0
    const redraw = makeRedraw(() => drawn++, 100, c)
    redraw.ask()
    redraw.stop()
    tick()
    expect(drawn).toBe(0)
  })
})
