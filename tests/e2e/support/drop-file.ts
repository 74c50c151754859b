/// <reference lib="dom" />
import type { Page } from 'playwright-core'

/** As a person: a file held over the window and let go. */
export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  // nobody drops before there is a window to drop on
  await page.getByRole('heading', { level: 1 }).waitFor()
  const files = await page.evaluateHandle(
    ([file, content]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], file))
      return transfer
    },
    [name, text] as const
  )
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: files })
  await page.getByText('Drop to read').waitFor()
  await page.dispatchEvent('body', 'drop', { dataTransfer: files })
}
