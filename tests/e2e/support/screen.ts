import type { Page } from 'playwright-core'
import type { App, AppOptions } from './app.ts'

/**
 * A view in its main states, for `npm run screenshots`: `tests/e2e/screens/NAME.ts` exports one as
 * `screen`. Its states follow one another in one window, as a person would come to them (empty,
 * busy, done, failed); each is pictured light and dark, wide and narrow.
 */
export interface Screen {
  readonly name: string
  readonly options?: AppOptions
  readonly states: readonly ScreenState[]
}

export interface ScreenState {
  readonly name: string
  /** In a window and a folder of its own. */
  readonly fresh?: AppOptions
  /** Brings the page there, and waits until it is there. */
  prepare(page: Page, app: App): Promise<void>
  /** After the window took a size, before its pictures: opens again what a narrow window folds. */
  arrange?(page: Page): Promise<void>
}

/**
 * A figure for `npm run bench:ui`: `tests/e2e/bench/NAME.ts` exports one as `figure`.
 */
export interface Figure {
  readonly name: string
  readonly unit: string
  /** What is to be reached: at most this. */
  readonly most: number
  measure(page: Page, app: App): Promise<number>
}
