/** What an arrow key does to a number: up for 1, down for −1. */
export type Step = (value: number, direction: 1 | -1) => number

/** To the next multiple, within limits: 130 goes up to 150 by 50. */
export const stepBy =
  (by: number, least: number, most = Number.POSITIVE_INFINITY): Step =>
  (value, direction) => {
    const at = value / by
    const next = direction > 0 ? Math.floor(at + 1e-9) + 1 : Math.ceil(at - 1e-9) - 1
    // by whole parts, so that 0.7 does not become 0.7000000000000001
    const stepped = by < 1 ? next / Math.round(1 / by) : next * by
    return clamp(stepped, least, most)
  }

/** To the next power of two. */
export const stepDouble =
  (least: number, most: number): Step =>
  (value, direction) => {
    const at = Math.log2(Math.max(value, 1))
    return clamp(2 ** (direction > 0 ? Math.floor(at) + 1 : Math.ceil(at) - 1), least, most)
  }

/** Along 1, 2, 5, 10, 20 …: for what matters by its factor. */
export const stepFactor =
  (least: number, most: number): Step =>
  (value, direction) => {
    if (!(value > 0)) return direction > 0 ? least : value
    const ladder = rungsAround(value)
    const next =
      direction > 0
        ? ladder.find(rung => rung > value * (1 + 1e-9))
        : ladder.findLast(rung => rung < value * (1 - 1e-9))
    return clamp(next ?? value, least, most)
  }

function rungsAround(value: number): number[] {
  const power = Math.floor(Math.log10(value))
  return [power - 1, power, power + 1].flatMap(p => [1, 2, 5].map(m => Number(`${m}e${p}`)))
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
