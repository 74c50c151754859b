import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axe } from './support/axe.ts'
import { askCore, trainRun } from './support/finished-run.ts'
import { type App, openApp } from './support/open-app.ts'

// Lab → Replay: how a network came to what it says, epoch by epoch, in a real window.

const epochSlider = (page: Page) => page.getByRole('slider', { name: 'Epoch' })
const epochShown = async (page: Page) =>
  Number((await epochSlider(page).getAttribute('aria-valuetext'))?.match(/^Epoch (\d+)/)?.[1])

/** The numbers behind a chart as a file, its head first. */
async function saveNumbers({ page, saves, answers, wanted }: App, chart: string) {
  const path = join(saves, `${wanted.length}.csv`)
  answers.push(path)
  await page.getByRole('button', { name: `Save ${chart}`, exact: true }).click()
  await page
    .getByRole('menu', { name: `Save ${chart} as` })
    .getByRole('menuitem', { name: 'Numbers' })
    .click()
  await page.getByText(`Saved as ${path}`).waitFor({ timeout: 60_000 })
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return lines.map(line => line.split(','))
}

const column = (rows: readonly string[][], at: number) => rows.slice(1).map(row => Number(row[at]))

describe('the replay of a training', () => {
  it('goes through the epochs by keys, and ends at what the run stored', async () => {
    const app = await openApp()
    const { page } = app
    const id = await trainRun(app, { epochs: 40, horizon: 10 })
    await page.getByRole('grid', { name: 'Runs' }).getByText('Random walk').first().click()
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: 'Results' })
      .click()
    await page.getByRole('main').getByRole('button', { name: 'Replay' }).click()
    await page.getByRole('heading', { name: 'How did it come to this?' }).waitFor()

    // opens pinned, where the weights are of
    const words = page.getByRole('status').filter({ hasText: 'against persistence' })
    await words.getByText('This is what the run stored, bit for bit').waitFor()
    expect(await epochShown(page)).toBe(40)
    const figures = await askCore(app, 'readFigures', { id })
    const tests = figures.predictions.part.indexOf('test')
    const fit = await saveNumbers(app, 'Fitted curve')
    expect(fit[0]).toEqual(['date', 'persistence', 'actual', 'LSTM epoch 40'])
    expect(column(fit, 3)).toEqual(figures.predictions.models['lstm']?.slice(tests))
    expect(column(fit, 1)).toEqual(figures.predictions.persistence.slice(tests))
    const path = await saveNumbers(app, '10-day path')
    expect(column(path, 3).slice(1)).toEqual(figures.hindcast.models['lstm'])

    // by keys to the first epoch, where it said something else
    await epochSlider(page).press('Home')
    await page.getByText('Epoch 1: train loss').waitFor()
    expect(await epochShown(page)).toBe(1)
    await epochSlider(page).press('ArrowRight')
    await page.getByText('Epoch 2: train loss').waitFor()
    const early = await saveNumbers(app, 'Fitted curve')
    expect(column(early, 3)).not.toEqual(column(fit, 3))
    expect(column(early, 2)).toEqual(column(fit, 2))

    // the other network, and back to the pinned epoch by its button
    await page.getByRole('group', { name: 'Network' }).getByText('GRU').click()
    await epochSlider(page).press('PageDown')
    await page.getByRole('button', { name: /^Last epoch/ }).click()
    await page.getByText('Epoch 40 (last epoch').waitFor()
    const replay = await askCore(app, 'readReplay', { id, model: 'gru' })
    expect(replay.trainings[0]?.equal).toEqual({ fit: true, hindcast: true, forecast: true })
    // one training here: its own path ahead is to be seen, too
    await page.getByRole('group', { name: 'Days of the path' }).getByText('Ahead').click()
    const ahead = await saveNumbers(app, '10-day path')
    expect(column(ahead, 3).slice(1)).toEqual(figures.forecast.models['gru'])

    // played from the beginning, it moves by itself, and stops where it is stopped
    await page.getByRole('button', { name: 'Play the training' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('button', { name: 'Play the training' }).waitFor()
    await axe(page)
  })
})
