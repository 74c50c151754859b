/// <reference lib="dom" />
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axeCore from 'axe-core'
import type { Page } from 'playwright-core'

const script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Fails with what axe-core finds serious or critical on the page as it stands: rule, meaning and
 * the places, one to a line.
 */
export async function axe(page: Page): Promise<void> {
  await page.evaluate(script) // not a script tag: the page runs none but its own
  await page.evaluate(atRest)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axeCore }).axe.run(document, {
      resultTypes: ['violations'],
    })
  )
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  if (grave.length === 0) return
  const lines = grave.flatMap(({ id, help, nodes }) => [
    `${id}: ${help}`,
    ...nodes.map(({ target, failureSummary }) => `  ${target.join(' ')}: ${failureSummary}`),
  ])
  throw new Error(`axe-core finds:\n${lines.join('\n')}`)
}

/** What fades in has not its colours yet. Clocks and spinners, which never end, are not waited for. */
async function atRest(): Promise<void> {
  const moving = document.getAnimations().filter(({ effect }) => {
    const end = effect?.getComputedTiming().endTime
    return typeof end === 'number' && Number.isFinite(end)
  })
  await Promise.allSettled(moving.map(({ finished }) => finished))
}
