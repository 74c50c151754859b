import type { Page } from 'playwright-core'
import type { StudySpec } from '../../../src/shared/studies/study.ts'
import { answerStudy, trainRun } from '../support/finished-run.ts'
import type { App } from '../support/open-app.ts'
import type { Screen } from '../support/screen.ts'

const show = (page: Page) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Lab' }).click()

const choose = (page: Page, question: string) =>
  page
    .getByRole('navigation', { name: 'Questions' })
    .getByRole('button', { name: new RegExp(`^${question}`) })
    .click()

const answered = (question: string, title: string, spec?: StudySpec) => ({
  name: question.toLowerCase(),
  prepare: async (page: Page, app: App) => {
    if (spec) await answerStudy(app, spec)
    await choose(page, question)
    await page.getByRole('region', { name: title, exact: true }).first().waitFor()
  },
})

/** The seven questions: not asked, and answered. */
export const screen: Screen = {
  name: 'lab',
  states: [
    { name: 'empty', prepare: page => show(page) },
    {
      name: 'unasked',
      prepare: async (page, app) => {
        await trainRun(app, { days: 500, window: 10, epochs: 60, horizon: 20 })
        await page.getByRole('grid', { name: 'Runs' }).getByText('Random walk').first().click()
        await show(page)
        await page.getByRole('button', { name: 'Start the backtest' }).waitFor()
      },
    },
    answered('Backtest', 'Skill by days ahead', {
      kind: 'backtest',
      stride: 2,
      horizon: 20,
      training: 'fixed',
    }),
    answered('Placebo', 'Skill on the copies', {
      kind: 'placebo',
      placebo: 'permuted',
      count: 39,
      size: 'small',
      seed: 1,
    }),
    answered('Seeds', 'Ranking', { kind: 'seeds', count: 3, retrain: false }),
    answered('Leakage', 'Days that each stage read'),
    answered('Replay', 'Loss'),
    answered('Diary', 'Frozen forecasts'),
    answered('Provenance', 'Trained again', { kind: 'proof' }),
  ],
}
