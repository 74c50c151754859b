import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

export interface ShotOptions {
  readonly folder?: string
  readonly theme?: 'light' | 'dark'
  readonly size?: { readonly width: number; readonly height: number }
}

/**
 * A picture of the page under a theme and a size, as `NAME-THEME-WIDTH.png`; waits until fonts are
 * there and what moves has come to rest.
 * @returns its path
 */
export async function shot(
  page: Page,
  name: string,
  { folder = 'screenshots', theme, size }: ShotOptions = {}
): Promise<string> {
  if (size) await page.setViewportSize(size)
  if (theme) {
    await page.emulateMedia({ colorScheme: theme })
    // a window of a theme chosen by hand stays as it is
    await page
      .waitForSelector(`html[data-theme=${theme}]`, { timeout: 3000 })
      .catch(() => undefined)
  }
  await settle(page)
  mkdirSync(folder, { recursive: true })
  const parts = [name, theme, size ? String(size.width) : undefined]
  const path = join(folder, `${parts.filter(part => part !== undefined).join('-')}.png`)
  await page.screenshot({ path })
  return path
}

/** Two looks alike mean that charts have drawn and nothing moves; a clock may tick on for ever. */
async function settle(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready')
  let before = await page.screenshot()
  for (let look = 0; look < 20; look++) {
    await page.waitForTimeout(150)
    const now = await page.screenshot()
    if (now.equals(before)) return
    before = now
  }
}
