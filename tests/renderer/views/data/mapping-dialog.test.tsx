// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  kindOfFile,
  takeFiles,
  useImports,
} from '../../../../src/renderer/src/state/import-files.ts'
import { useUi } from '../../../../src/renderer/src/state/ui.ts'
import { MappingDialog } from '../../../../src/renderer/src/views/data/mapping-dialog.tsx'
import type { CsvPreview } from '../../../../src/shared/wire.ts'
import { fakeApi } from '../../support/fake-api.ts'
import { show } from './with-queries.tsx'

const mapping = {
  date: 'day',
  column: null,
  open: null,
  high: null,
  low: null,
  adjusted: null,
  volume: null,
  decimal: 'point',
  dates: null,
} as const
const unsure: CsvPreview = {
  token: '0123456789abcdef',
  file: 'wells.csv',
  columns: ['day', 'depth', 'flow'],
  mapping,
  sure: false,
  doubt: { kind: 'ambiguous-columns', file: 'wells.csv', columns: ['depth', 'flow'] },
  candidates: { date: ['day'], column: ['depth', 'flow'] },
  sample: [
    ['2024-01-02', '10.5', '3'],
    ['2024-01-03', '10.7', ''],
  ],
  good: 0,
  bad: [],
  warnings: [],
}
const withBadRows: CsvPreview = {
  ...unsure,
  mapping: { ...mapping, column: 'flow' },
  doubt: {
    kind: 'bad-rows',
    file: 'wells.csv',
    bad: [{ line: 214, reason: 'flow is empty' }],
    good: 398,
  },
  good: 398,
  bad: [{ line: 214, reason: 'flow is empty' }],
}
const imported = { revisionId: 4, warnings: [], leftOut: 1, isNew: true }

beforeEach(() => {
  useImports.setState({ waiting: [], reading: null, preview: null })
  useUi.setState({ revision: null })
})
afterEach(cleanup)

function open(first: CsvPreview = unsure) {
  const api = fakeApi({
    previewCsv: () => first,
    remapCsv: () => withBadRows,
    importCsv: () => imported,
    forgetCsv: () => undefined,
    savePreferences: () => ({}),
  })
  show(<MappingDialog />)
  return api
}

const drop = (...names: string[]) =>
  takeFiles(names.map(name => new File(['day,depth\n'], name, { type: 'text/csv' })))

const names = (api: ReturnType<typeof open>) => api.calls.map(call => call.name)

it('asks which column is meant, reads anew at once, and stores only what was agreed to', async () => {
  const api = open()
  drop('wells.csv')
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText(/Several columns could be the series: depth, flow/)).toBeTruthy()
  const add = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Add' })
  expect(add.disabled).toBe(true)

  await userEvent.selectOptions(within(dialog).getByLabelText('Series'), 'flow')
  expect(api.calls.at(-1)).toEqual({
    name: 'remapCsv',
    argument: { token: unsure.token, mapping: { ...mapping, column: 'flow' } },
  })
  expect(await within(dialog).findByText('Line 214: flow is empty')).toBeTruthy()
  const addAll = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Add 398 days' })
  expect(addAll.disabled).toBe(true)
  expect(names(api)).not.toContain('importCsv')

  await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Leave out 1 bad row' }))
  await userEvent.click(addAll)
  await vi.waitFor(() => expect(useUi.getState().revision).toBe(4))
  expect(api.calls.find(call => call.name === 'importCsv')?.argument).toEqual({
    token: unsure.token,
    mapping: withBadRows.mapping,
    skipBadRows: true,
  })
})

it('marks the chosen columns in the first rows', async () => {
  open(withBadRows)
  drop('wells.csv')
  const sample = await screen.findByRole('region', { name: 'First rows of the file' })
  const head = within(sample).getAllByRole('columnheader')
  expect(head.map(cell => [cell.textContent?.trim(), cell.dataset['chosen']])).toEqual([
    ['Dateday', 'true'],
    ['depth', 'false'],
    ['Seriesflow', 'true'],
  ])
})

it('lets main forget the file when the person cancels, and stores nothing', async () => {
  const api = open()
  drop('wells.csv')
  await screen.findByRole('dialog')
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(names(api)).toEqual(['previewCsv', 'forgetCsv'])
  expect(useImports.getState().preview).toBeNull()
})

it('takes a table at once when nothing needs to be asked', async () => {
  const api = open({ ...withBadRows, sure: true, doubt: null, bad: [] })
  drop('KO.csv')
  await vi.waitFor(() => expect(names(api)).toContain('importCsv'))
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('takes several files one after another, waiting for an answer to each', async () => {
  const api = open()
  drop('one.csv', 'two.csv')
  await screen.findByRole('dialog')
  expect(names(api)).toEqual(['previewCsv'])
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  await vi.waitFor(() => expect(names(api)).toEqual(['previewCsv', 'forgetCsv', 'previewCsv']))
})

it.each([
  ['KO.CSV', 'table'],
  ['prices.2024.tsv', 'table'],
  ['run-2f.zip', 'run'],
  ['exercise.json', 'preset'],
  ['photo.png', 'other'],
  ['README', 'other'],
])('knows %s for a %s', (name, kind) => expect(kindOfFile(name)).toBe(kind))

it('says what a file it cannot read should have been, and asks main nothing', async () => {
  const api = open()
  drop('photo.png')
  expect(await screen.findByText(/photo\.png is no CSV/)).toBeTruthy()
  expect(api.calls).toEqual([])
})
