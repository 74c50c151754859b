import type { Page } from 'playwright-core'

/** Closes what the window says in passing; what leaves by itself meanwhile may. */
export async function closeToasts(page: Page): Promise<void> {
  const toasts = page.locator('.bp6-toast:not(.bp6-toast-exit)')
  for (let left = await toasts.count(); left > 0; left = await toasts.count()) {
    const close = toasts.first().getByLabel('Close')
    await close.click({ timeout: 1000 }).catch(() => {})
  }
  await page.locator('.bp6-toast').first().waitFor({ state: 'detached' })
}
