import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { links } from '../../src/main/api/links.ts'
import { topics } from '../../src/renderer/src/views/learn/topics.ts'
import { axe } from './support/axe.ts'
import { askCore, trainRun } from './support/finished-run.ts'
import { type App, openApp } from './support/open-app.ts'

// Point 7 of the app: equations, their symbols in one's own run, and a window step by step.

const models = (['rnn', 'lstm', 'gru'] as const).map(cell => ({
  name: cell,
  cell,
  hidden: 4,
  layers: cell === 'lstm' ? 2 : 1,
  learningRate: 0.01,
  activation: 'tanh' as const,
  reset: 'after' as const,
}))

const showLearn = (page: Page) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Learn' }).click()

async function openTopic(page: Page, title: string): Promise<void> {
  const nav = page.getByRole('navigation', { name: 'Topics' })
  await nav.getByRole('button', { name: title, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
}

/** A finished run of all three cells, chosen, with Learn open. */
async function openOnRun(): Promise<{ readonly app: App; readonly id: string }> {
  const app = await openApp()
  const id = await trainRun(app, { models })
  await app.page.getByRole('grid', { name: 'Runs' }).getByText('Random walk').first().click()
  await showLearn(app.page)
  return { app, id }
}

/** What stands in the run's column beside a symbol. */
const numberOf = (page: Page, words: string) =>
  page.getByRole('row').filter({ hasText: words }).getByRole('cell').last()

const inputText = (value: number | undefined) => (value ?? Number.NaN).toFixed(4)

const outputOf = (page: Page, label: string) =>
  page.locator('output', { hasText: label === 'Day' ? /x =/ : /says/ })

describe('Learn', () => {
  it('opens every topic, with its equations set and its symbols in words', async () => {
    const { app } = await openOnRun()
    const { page } = app
    const article = page.getByRole('article')
    for (const { title, equations, symbols } of topics) {
      await openTopic(page, title)
      await expect
        .poll(() => article.locator('math').count())
        .toBe(equations.length + symbols.length)
      expect(await article.locator('.katex-error').count()).toBe(0)
      await axe(page)
    }
    expect(app.troubles).toEqual([])
  })

  it('steps through a window by keyboard, and every number follows', async () => {
    const { app, id } = await openOnRun()
    const { page } = app
    await openTopic(page, 'LSTM')
    const trace = await askCore(app, 'readTrace', { id, model: 'lstm', window: 0 })
    const input = numberOf(page, 'The input at step t')
    const cell = numberOf(page, 'The cell: the long memory.')
    const cellWords = (layer: number, step: number) => {
      const units = trace.layers[layer]?.find(({ symbol }) => symbol === 'C')?.values[step] ?? []
      const mean = units.reduce((sum, value) => sum + value, 0) / units.length
      return `mean ${mean.toFixed(2).replace('-', '\u2212')}, `
    }
    await expect.poll(() => input.textContent()).toBe(inputText(trace.inputs[0]))
    expect(await cell.textContent()).toContain(cellWords(0, 0))

    await page.getByRole('button', { name: 'One day on' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect.poll(() => outputOf(page, 'Day').textContent()).toMatch(/^3 of 5, /)
    expect(await input.textContent()).toBe(inputText(trace.inputs[2]))
    expect(await cell.textContent()).toContain(cellWords(0, 2))

    await page.getByRole('radio', { name: 'Layer 1' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.getByText('layer 2, day 3').waitFor()
    expect(await cell.textContent()).toContain(cellWords(1, 2))
    expect(await input.textContent()).toBe('the layer below')
    await page.getByRole('img', { name: /^Layer 2 through a window of 5 days\. Step 3/ }).waitFor()

    await page.getByRole('button', { name: 'Play the window' }).focus()
    await page.keyboard.press('Enter')
    await expect
      .poll(() => outputOf(page, 'Day').textContent(), { timeout: 30_000 })
      .toMatch(/^5 of/)
    await page.getByRole('button', { name: 'Play the window' }).waitFor()

    await page.getByRole('button', { name: 'Show Step by step as a table' }).click()
    const table = page.getByRole('region', { name: 'Step by step' }).getByRole('table')
    expect(await table.getAttribute('aria-rowcount')).toBe('6')
  })

  it('slides to another window of the series, and says what the network says of it', async () => {
    const { app, id } = await openOnRun()
    const { page } = app
    await openTopic(page, 'GRU')
    await page.getByRole('slider', { name: 'Window' }).focus()
    await page.keyboard.press('End')
    const { windows } = await askCore(app, 'readTrace', { id, model: 'gru', window: 0 })
    const last = await askCore(app, 'readTrace', { id, model: 'gru', window: windows - 1 })
    await expect
      .poll(() => outputOf(page, 'Window').textContent(), { timeout: 30_000 })
      .toBe(
        `${windows} of ${windows}, says ${inputText(last.prediction)}, was ${inputText(last.target)}`
      )
    await openTopic(page, 'Sequences and windows')
    const slider = page.getByRole('slider', { name: 'Window' })
    await slider.focus()
    await page.keyboard.press('Home')
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^Days .* \(train part\)$/)
    await page.keyboard.press('End')
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/ \(test part\)$/)
  })

  it('shows the gradients of all networks side by side, at an epoch to choose', async () => {
    const { app, id } = await openOnRun()
    const { page } = app
    await openTopic(page, 'Gradients and clipping')
    const { gradients } = await askCore(app, 'readFigures', { id })
    const epochs = [...new Set(gradients.map(({ epoch }) => epoch))].sort((a, b) => a - b)
    expect(epochs.length).toBeGreaterThan(1)
    const slider = page.getByRole('slider', { name: 'Epoch' })
    await slider.focus()
    for (const [key, epoch] of [
      ['Home', epochs[0]],
      ['End', epochs.at(-1)],
    ] as const) {
      await page.keyboard.press(key)
      await page.getByText(`up to epoch ${epoch}`, { exact: true }).waitFor()
    }
    await page.getByRole('button', { name: 'Show Gradient by step as a table' }).click()
    const table = page.getByRole('region', { name: 'Gradient by step' }).getByRole('table')
    expect(await table.getByRole('columnheader').allTextContents()).toEqual([
      'Step',
      'RNN, layer 1',
      'LSTM, layer 1',
      'LSTM, layer 2',
      'GRU, layer 1',
    ])
  })

  it('asks its host for exactly the address of each link', async () => {
    const app = await openApp()
    const { page } = app
    await showLearn(page)
    for (const { title, links: listed } of topics) {
      await openTopic(page, title)
      for (const { link, text } of listed) {
        const before = app.done.length
        const nav = page.getByRole('navigation', { name: 'Read on' })
        await nav.getByRole('button', { name: text }).click()
        await expect.poll(() => app.done.length, { timeout: 10_000 }).toBe(before + 1)
        expect(app.done.at(-1)).toEqual({ kind: 'openLink', address: links[link] })
      }
    }
  })

  it('says what to choose where there is no run', async () => {
    const app = await openApp()
    const { page } = app
    await showLearn(page)
    await page.getByRole('columnheader', { name: 'In your run: no run chosen' }).waitFor()
    await openTopic(page, 'LSTM')
    await page.getByText(/Choose a finished run with a network of the kind LSTM/).waitFor()
    await openTopic(page, 'Gradients and clipping')
    await page.getByRole('heading', { name: 'No gradients yet' }).waitFor()
    await axe(page)
  })
})
