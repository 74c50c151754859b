/// <reference lib="dom" />
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Api } from '../../src/shared/api.ts'
import type { Experiment } from '../../src/shared/experiment.ts'
import type { Result } from '../../src/shared/failure.ts'
import { makeServedBars, YahooServer } from '../support/yahoo-server.ts'
import { type App, openApp } from './support/open-app.ts'
import { shot } from './support/shot.ts'

// The harness itself: the real program behind the built renderer, closed, killed, opened again.

declare const window: { readonly api: Api }

function need<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(JSON.stringify(result.failure))
}

/** Starts a long run on the sample, through the window's own api. */
async function startLongRun({ page }: App): Promise<string> {
  const sample = need(
    await page.evaluate(() => window.api.takeSample({ name: 'random-walk', seed: 3 }))
  )
  const presets = need(await page.evaluate(() => window.api.listPresets()))
  const tutorial = presets.find(({ name }) => name === 'Tutorial')
  if (!tutorial) throw new Error('there is no preset Tutorial')
  const experiment: Experiment = { ...tutorial.experiment, epochs: 50_000 }
  const started = await page.evaluate(request => window.api.startRun(request), {
    experiment,
    revisionId: sample.revisionId,
    quickLook: false,
  })
  return need(started).id
}

const epochOf = async ({ page }: App, id: string) => {
  const training = need(await page.evaluate(id => window.api.readTraining({ id }), id))
  return Math.max(...training.models.map(({ epoch }) => epoch))
}

describe('the app under test', () => {
  it('draws the renderer on the real program', async () => {
    const app = await openApp()
    await app.page.getByRole('button', { name: 'Train', exact: true }).first().waitFor()
    const state = need(await app.page.evaluate(() => window.api.readApp()))
    expect(state).toMatchObject({
      host: 'window host',
      isFirstStart: true,
      engine: { ready: true },
    })
    expect(app.troubles).toEqual([])
  })

  it("reaches the test's Yahoo and no other", async () => {
    const yahoo = await new YahooServer().listen()
    try {
      yahoo.script('NFLX', { bars: makeServedBars('2024-01-02', '2024-03-01') })
      const app = await openApp({ yahoo })
      const fetched = await app.page.evaluate(() => window.api.fetchSeries({ symbol: 'NFLX' }))
      expect(need(fetched)).toMatchObject({ kind: 'first' })
      expect(yahoo.requests.length).toBeGreaterThan(0)
    } finally {
      await yahoo.close()
    }
  })

  it('saves where the script says, and keeps what it was asked', async () => {
    const app = await openApp()
    const save = () =>
      app.page.evaluate(() => window.api.saveFile({ name: 'table.csv', content: 'a,b\n1,2\n' }))
    const saved = need(await save())
    expect(readFileSync(join(app.saves, 'table.csv'), 'utf8')).toBe('a,b\n1,2\n')
    expect(saved?.path).toBe(join(app.saves, 'table.csv'))
    app.answers.push(null)
    expect(need(await save())).toBeNull()
    expect(app.wanted.map(({ path }) => path)).toEqual([saved?.path, null])
  })

  it("saves through the host's own dialog", async () => {
    const app = await openApp({ prompts: 'dialog' })
    const saving = app.page.evaluate(() =>
      window.api.saveFile({ name: 'table.csv', content: 'a\n' })
    )
    await app.page.waitForSelector('[data-hindcast-prompt]', { state: 'attached' })
    await app.page.keyboard.type('mine')
    await app.page.keyboard.press('Enter')
    expect(need(await saving)?.path).toBe(join(app.saves, 'mine.csv'))
    expect(existsSync(join(app.saves, 'mine.csv'))).toBe(true)
  })

  it('goes on with a run after the program was killed in the middle of it', async () => {
    const app = await openApp()
    const id = await startLongRun(app)
    await vi.waitFor(async () => expect(await epochOf(app, id)).toBeGreaterThan(60), {
      timeout: 90_000,
      interval: 250,
    })
    expect(app.core.training()).toBe(1)
    await app.page.waitForTimeout(3_000) // a checkpoint is written every two seconds
    const before = await epochOf(app, id)
    await app.kill()
    await app.restart()
    const state = need(await app.page.evaluate(() => window.api.readApp()))
    expect(state.notices.join(' ')).toMatch(/goes on from its last checkpoint/)
    await vi.waitFor(async () => expect(await epochOf(app, id)).toBeGreaterThan(before), {
      timeout: 90_000,
      interval: 250,
    })
    need(await app.page.evaluate(id => window.api.cancelRun({ id }), id))
  })

  it('keeps what was there when it is closed and opened again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hindcast-kept-'))
    try {
      const app = await openApp({ folder })
      need(await app.page.evaluate(() => window.api.takeSample({ name: 'momentum' })))
      await app.close()
      await app.restart()
      expect(need(await app.page.evaluate(() => window.api.listSeries())).length).toBe(1)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('comes up dark, narrow and still when asked to', async () => {
    const app = await openApp({
      theme: 'dark',
      size: { width: 1024, height: 700 },
      reducedMotion: true,
    })
    const seen = await app.page.evaluate(() => [
      matchMedia('(prefers-color-scheme: dark)').matches,
      matchMedia('(prefers-reduced-motion: reduce)').matches,
      innerWidth,
    ])
    expect(seen).toEqual([true, true, 1024])
    const path = await shot(app.page, 'first', {
      folder: app.saves,
      theme: 'light',
      size: { width: 1024, height: 700 },
    })
    expect(path).toBe(join(app.saves, 'first-light-1024.png'))
    expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG')
  })

  it('says why nothing can be trained without an engine, and goes on', async () => {
    const engine = {
      ready: false,
      reason: 'No C++ compiler was found.',
      remedy: 'Install one.',
    } as const
    const app = await openApp({ engine })
    const state = need(await app.page.evaluate(() => window.api.readApp()))
    expect(state.engine).toEqual(engine)
    need(await app.page.evaluate(() => window.api.takeSample({ name: 'momentum' })))
  })
})
