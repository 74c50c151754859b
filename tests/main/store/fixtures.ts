import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { OpenOptions } from '../../../src/main/store/open.ts'
import { openStore } from '../../../src/main/store/open.ts'

/** A folder of its own, gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An open store, closed after the test, with what it had to tell. */
export function openForTest(options: OpenOptions = {}) {
  const opened = openStore({ folder: options.folder ?? temporaryFolder(), ...options })
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  onTestFinished(opened.value.store.close)
  return opened.value
}
