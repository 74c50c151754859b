import { describe, expect, it } from 'vitest'
import { viewAfterKey } from '../../../../src/renderer/src/views/results/use-fit-zoom.ts'

const last = 769
const view = { start: 704, end: 769 }

describe('keys over the chart of predictions', () => {
  it('pan by a tenth of what is in view, and stop at the edges', () => {
    expect(viewAfterKey(view, 'ArrowLeft', last)).toEqual({ start: 697, end: 762 })
    expect(viewAfterKey(view, 'ArrowRight', last)).toEqual(view)
    expect(viewAfterKey({ start: 3, end: 68 }, 'ArrowLeft', last)).toEqual({ start: 0, end: 65 })
    expect(viewAfterKey(view, 'Home', last)).toEqual({ start: 0, end: 65 })
    expect(viewAfterKey({ start: 0, end: 65 }, 'End', last)).toEqual(view)
  })

  it('zoom in no further than ten days and out no further than all', () => {
    let zoomed = view
    for (let i = 0; i < 20; i++) zoomed = viewAfterKey(zoomed, '+', last) ?? zoomed
    expect(zoomed.end - zoomed.start).toBe(9)
    for (let i = 0; i < 40; i++) zoomed = viewAfterKey(zoomed, '-', last) ?? zoomed
    expect(zoomed).toEqual({ start: 0, end: last })
  })

  it('leave every other key alone', () => {
    expect(viewAfterKey(view, 'a', last)).toBeNull()
    expect(viewAfterKey(view, 'Tab', last)).toBeNull()
  })

  it('stay within a series of a few days', () => {
    expect(viewAfterKey({ start: 0, end: 3 }, '+', 3)).toEqual({ start: 0, end: 3 })
  })
})
