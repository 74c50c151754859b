import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { findBrowser } from '../scripts/setup/browser.mjs'
import { ROOT } from '../scripts/setup/paths.mjs'
import { buildPages } from '../scripts/window-tools/build-pages.ts'
import type { WindowHost } from '../src/main/window-host/host.ts'
import { makeWindowHost } from '../src/main/window-host/host.ts'
import { done } from '../src/shared/failure.ts'
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
export async function measureRedraw(): Promise<RedrawFigures> {
  const pages = mkdtempSync(join(tmpdir(), 'hindcast-bench-'))
  const browser = findBrowser()
  if (!browser) throw new Error('No browser was found. Set HINDCAST_BROWSER to a Chromium.')
  await buildPages(ROOT, pages)
  const bounds = { width: 1440, height: 900 }
  const host = makeWindowHost({ pages, browser, headless: true, bounds, theme: 'light' })
  try {
    const answers = trainingAnswers(epochs)
    const answer = async (name: string) => done(answers[name]?.() ?? null)
    await host.open({ answer, training: () => 1 })
    await host
      .page()
      .getByRole('img', { name: /^Loss by epoch/ })
      .waitFor()
    await host.page().waitForTimeout(1500) // the first drawing, and the compiler's warm-up
    return { redraws: await timeRedraws(host), frames: await timeFrames(host) }
  } finally {
    await host.close()
    rmSync(pages, { recursive: true, force: true })
  }
}

async function timeRedraws(host: WindowHost): Promise<number[]> {
  const session = await host.page().context().newCDPSession(host.page())
  // its own time on a processor, so that what else the machine does is not counted
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const idle = await busyWhile(session, host.page(), () => {})
  const costs: number[] = []
  for (let i = 0; i < repeats; i++) {
    // an event of one network: what comes of it is one redraw of all three
    const model = models[i % models.length] ?? ''
    const first = epochs + 1 + 5 * Math.floor(i / models.length)
    const act = () => host.publish('epochs', epochsOf(model, first, 5))
    const busy = await busyWhile(session, host.page(), act)
    costs.push(Math.max(0, busy - idle))
  }
  return costs
}

/** How long the page's main thread worked, in ms, from a deed until all it led to is done. */
async function busyWhile(session: CDPSession, page: Page, act: () => void): Promise<number> {
  const before = await taskSeconds(session)
  act()
  await page.waitForTimeout(300)
  return 1000 * ((await taskSeconds(session)) - before)
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
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

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b)
const share = (values: readonly number[], at: number) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(at * values.length))] ?? Number.NaN

/** The figures as lines. */
export function redrawLines({ redraws, frames }: RedrawFigures): string[] {
  const ms = (value: number) => `${value.toFixed(1)} ms`
  return [
    `Redraw of 5,000 epochs × 3 networks: median ${ms(share(redraws, 0.5))}, worst ${ms(Math.max(...redraws))} of ${redraws.length} (to reach: 50 ms)`,
    `Frames while three networks train: median ${ms(share(frames, 0.5))}, 99 % within ${ms(share(frames, 0.99))}, worst ${ms(Math.max(...frames))}`,
  ]
}

if (import.meta.main) for (const line of redrawLines(await measureRedraw())) console.log(line)
