import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession } from 'playwright-core'
import { findBrowser } from '../scripts/setup/browser.mjs'
import { ROOT } from '../scripts/setup/paths.mjs'
import { buildPages } from '../scripts/window-tools/build-pages.ts'
import type { WindowHost } from '../src/main/window-host/host.ts'
import { makeWindowHost } from '../src/main/window-host/host.ts'
import { done } from '../src/shared/failure.ts'

export type Answers = Readonly<Record<string, () => unknown>>

/** The real build on answers of ours, in the installed browser, without a screen. */
export async function withPage<T>(
  answers: Answers,
  work: (host: WindowHost) => Promise<T>
): Promise<T> {
  const pages = mkdtempSync(join(tmpdir(), 'hindcast-bench-'))
  const browser = findBrowser()
  if (!browser) throw new Error('No browser was found. Set HINDCAST_BROWSER to a Chromium.')
  await buildPages(ROOT, pages)
  const bounds = { width: 1440, height: 900 }
  const host = makeWindowHost({ pages, browser, headless: true, bounds, theme: 'light' })
  try {
    const answer = async (name: string) => done(answers[name]?.() ?? null)
    await host.open({ answer, training: () => 0 })
    return await work(host)
  } finally {
    await host.close()
    rmSync(pages, { recursive: true, force: true })
  }
}

/**
 * Milliseconds that the page's main thread worked for each of these deeds, all that they led to
 * included: its own time on a processor, so that what else the machine does is not counted.
 */
export async function busyTimes(
  host: WindowHost,
  deeds: readonly (() => Promise<void> | void)[]
): Promise<number[]> {
  const session = await host.page().context().newCDPSession(host.page())
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busy = async (act: () => Promise<void> | void) => {
    const before = await taskSeconds(session)
    await act()
    await host.page().waitForTimeout(300)
    return 1000 * ((await taskSeconds(session)) - before)
  }
  const idle = await busy(() => {})
  const times: number[] = []
  for (const deed of deeds) times.push(Math.max(0, (await busy(deed)) - idle))
  return times
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}

const ms = (value: number) => `${value.toFixed(1)} ms`

/** The value that this share of all values do not exceed. */
export const share = (values: readonly number[], at: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(at * values.length))] ??
  Number.NaN

/** `NAME: median 12.0 ms, worst 31.0 ms of 40 (to reach: 50 ms)` */
export const timesLine = (name: string, times: readonly number[], most: number): string =>
  `${name}: median ${ms(share(times, 0.5))}, worst ${ms(Math.max(...times))} of ${times.length} (to reach: ${most} ms)`
