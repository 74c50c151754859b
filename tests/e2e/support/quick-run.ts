/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import type { Api } from '../../../src/shared/api.ts'
import type { Result } from '../../../src/shared/failure.ts'
import { tutorialPreset } from '../../../src/shared/presets.ts'

declare const window: { readonly api: Api }

/** The tutorial in small: one network, few days, few epochs; a finished run in seconds. */
const small = {
  ...tutorialPreset,
  days: 120,
  window: 5,
  epochs: 3,
  retrain: false,
  horizon: 5,
  models: tutorialPreset.models.filter(({ name }) => name === 'rnn'),
}

function need<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(JSON.stringify(result.failure))
}

/** Trains so many small runs on the random walk, one after the other. @returns their ids, oldest first */
export async function trainQuickRuns(page: Page, count: number): Promise<readonly string[]> {
  const sample = need(await page.evaluate(() => window.api.takeSample({ name: 'random-walk' })))
  const ids: string[] = []
  for (let seed = 1; seed <= count; seed++) {
    const request = {
      experiment: { ...small, seed },
      revisionId: sample.revisionId,
      quickLook: false,
    }
    const { id } = need(await page.evaluate(wanted => window.api.startRun(wanted), request))
    ids.push(id)
  }
  for (const id of ids) await waitUntilFinished(page, id)
  return ids
}

/** Waits until a run has results. */
export async function waitUntilFinished(page: Page, id: string): Promise<void> {
  for (;;) {
    const { results, summary } = need(
      await page.evaluate(wanted => window.api.readRun({ id: wanted }), id)
    )
    if (summary.state === 'failed') throw new Error(summary.reason ?? 'the run failed')
    if (results !== null && summary.state === 'finished') return
    await page.waitForTimeout(200)
  }
}
