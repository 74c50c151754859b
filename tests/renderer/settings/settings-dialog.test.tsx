import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { SettingsDialog } from '../../../src/renderer/src/settings/settings-dialog.tsx'
import { openDialog, useUi } from '../../../src/renderer/src/state/ui.ts'
import { pushUndo, useUndo } from '../../../src/renderer/src/state/undo.ts'
import type { Preferences } from '../../../src/shared/wire.ts'
import { makeApp } from '../support/make-run.ts'
import { openWindow } from '../support/open-window.tsx'

const use = {
  folder: '/data/hindcast',
  databaseBytes: 48e6,
  checkpointBytes: 12e6,
  idleCheckpointBytes: 9e6,
  runs: 7,
  deletedRuns: 3,
  series: 5,
  bars: 33_748,
  freeBytes: 120e9,
}

const handlers = {
  readDiskUse: () => use,
  savePreferences: (changes: Partial<Preferences>) => ({ ...makeApp().preferences, ...changes }),
}

beforeEach(() => openDialog('settings'))

it('keeps how many networks train at once, and whether closing asks', async () => {
  const main = openWindow(<SettingsDialog />, [], handlers)
  const user = userEvent.setup()
  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'Most networks at once' }),
    '1'
  )
  await user.click(screen.getByRole('checkbox', { name: /Ask before closing/ }))
  const kept = main.calls.filter(({ name }) => name === 'savePreferences')
  expect(kept.map(({ argument }) => argument)).toEqual([{ trainers: 1 }, { askBeforeClose: false }])
})

it('shows what is kept, where, and removes deleted runs only when asked to', async () => {
  const main = openWindow(<SettingsDialog />, [], {
    ...handlers,
    cleanUp: () => ({ freedBytes: 9e6 }),
  })
  const user = userEvent.setup()
  expect(await screen.findByText('7 and 3 deleted')).toBeTruthy()
  expect(screen.getByText(/In \/data\/hindcast, 120 GB free/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Clean up' }))
  await screen.findByText('Freed 9.0 MB.')
  pushUndo({ text: 'Deleted NFLX', undo: () => {} })
  await user.click(screen.getByRole('checkbox', { name: 'and 3 deleted runs, for good' }))
  await user.click(screen.getByRole('button', { name: 'Remove for good' }))
  await waitFor(() => expect(useUndo.getState().steps).toEqual([]))
  const asked = main.calls.filter(({ name }) => name === 'cleanUp')
  expect(asked.map(({ argument }) => argument)).toEqual([
    { purgeDeleted: false },
    { purgeDeleted: true },
  ])
})

it('asks twice before it restores, and names the file that was kept', async () => {
  const main = openWindow(<SettingsDialog />, [], {
    ...handlers,
    restoreBackup: () => ({ keptAs: 'hindcast.before-restore.db' }),
  })
  const user = userEvent.setup()
  useUi.setState({ run: 'gone' })
  await user.click(await screen.findByRole('button', { name: 'Restore…' }))
  expect(main.calls.some(({ name }) => name === 'restoreBackup')).toBe(false)
  await user.click(screen.getByRole('button', { name: 'Choose the backup…' }))
  expect(await screen.findByText(/kept as hindcast\.before-restore\.db/)).toBeTruthy()
  expect(useUi.getState().run).toBeNull()
})

it('says why nothing can be trained here, and what to do', async () => {
  const engine = { ready: false, reason: 'No compiler was found', remedy: 'Install one.' } as const
  openWindow(<SettingsDialog />, [], { ...handlers, readApp: () => makeApp({ engine }) })
  expect(await screen.findByText(/No compiler was found. Install one./)).toBeTruthy()
})
