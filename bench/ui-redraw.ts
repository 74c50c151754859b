import type { WindowHost } from '../src/main/window-host/host.ts'
import { busyTimes, share, timesLine, withPage } from './ui-page.ts'
import { epochsOf, models, trainingAnswers } from './ui-redraw-answers.ts'

/** What one redraw of the Train view costs, and how evenly frames come while epochs pour in. */
export interface RedrawFigures {
  /** Milliseconds that the page's main thread was busy for one redraw, everything included. */
  readonly redraws: readonly number[]
  /** Milliseconds from frame to frame while three networks tell 20 times a second each. */
  readonly frames: readonly number[]
}

const epochs = 5000
const repeats = 40

/** Draws 5,000 epochs of three networks in the real build, in the installed browser, without a screen. */
export const measureRedraw = (): Promise<RedrawFigures> =>
  withPage(trainingAnswers(epochs), async host => {
    await host
      .page()
      .getByRole('img', { name: /^Loss by epoch/ })
      .waitFor()
    await host.page().waitForTimeout(1500) // the first drawing, and the compiler's warm-up
    return { redraws: await timeRedraws(host), frames: await timeFrames(host) }
  })

/** An event of one network: what comes of it is one redraw of all three. */
function timeRedraws(host: WindowHost): Promise<number[]> {
  const deeds = Array.from({ length: repeats }, (_, i) => () => {
    const first = epochs + 1 + 5 * Math.floor(i / models.length)
    host.publish('epochs', epochsOf(models[i % models.length] ?? '', first, 5))
  })
  return busyTimes(host, deeds)
}

async function timeFrames(host: WindowHost): Promise<number[]> {
  let first = epochs + 1 + 5 * Math.floor(repeats / models.length)
  const timer = setInterval(() => {
    for (const model of models) host.publish('epochs', epochsOf(model, first, 3))
    first += 3
  }, 50)
  try {
    return await host.page().evaluate(
      milliseconds =>
        new Promise<number[]>(resolve => {
          const times: number[] = []
          const onFrame = (now: number) => {
            times.push(now)
            if (now - (times[0] ?? now) < milliseconds) requestAnimationFrame(onFrame)
            else resolve(times.slice(1).map((time, i) => time - (times[i] ?? time)))
          }
          requestAnimationFrame(onFrame)
        }),
      4000
    )
  } finally {
    clearInterval(timer)
  }
}

/** The figures as lines. */
export function redrawLines({ redraws, frames }: RedrawFigures): string[] {
  const ms = (value: number) => `${value.toFixed(1)} ms`
  return [
    timesLine('Redraw of 5,000 epochs × 3 networks', redraws, 50),
    `Frames while three networks train: median ${ms(share(frames, 0.5))}, 99 % within ${ms(share(frames, 0.99))}, worst ${ms(Math.max(...frames))}`,
  ]
}

if (import.meta.main) for (const line of redrawLines(await measureRedraw())) console.log(line)
