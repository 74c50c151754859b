import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { importPreset } from '../../../src/renderer/src/experiment/presets.ts'
import { takeFiles, useImports } from '../../../src/renderer/src/state/import-files.ts'
import { readFile } from '../../../src/renderer/src/state/read-file.ts'
import { mostFileBytes } from '../../../src/shared/file-limit.ts'
import { schemas } from '../../../src/shared/schemas.ts'
import { fakeApi } from '../support/fake-api.ts'

afterEach(async () => {
  for (const button of screen.queryAllByRole('button', { name: 'Close' }))
    await userEvent.click(button)
  await waitFor(() => expect(document.querySelector('.bp6-toast')).toBeNull())
})

/** A file that says how large it is; nobody makes so many bytes for a test. */
function fileOf(name: string, size: number) {
  const file = new File(['Date,Close\n'], name)
  const read = vi.spyOn(file, 'arrayBuffer')
  Object.defineProperty(file, 'size', { value: size })
  return { file, read }
}

it.each(['prices.csv', 'run.zip', 'class.json'])(
  'refuses a dropped %s of 250 MB before it is read, and says why',
  async name => {
    const { calls } = fakeApi({})
    const { file, read } = fileOf(name, 250e6)
    takeFiles([file])
    await screen.findByText(`${name} has 250 MB, so it was not read`, { exact: false })
    expect(screen.getByText(/takes files of up to 100 MB/)).toBeTruthy()
    expect(read).not.toHaveBeenCalled()
    expect(calls).toEqual([])
    await waitFor(() => expect(useImports.getState().reading).toBeNull())
  }
)

it('refuses a preset that is chosen in the form likewise', async () => {
  const { calls } = fakeApi({})
  const { file, read } = fileOf('class.json', mostFileBytes + 1)
  await importPreset(file)
  await screen.findByText(/so it was not read/)
  expect(read).not.toHaveBeenCalled()
  expect(calls).toEqual([])
})

it('says when a file has gone since it was chosen', async () => {
  const { file, read } = fileOf('prices.csv', 11)
  read.mockRejectedValue(new DOMException('gone', 'NotFoundError'))
  expect(await readFile(file)).toBeNull()
  await screen.findByText(/prices.csv could not be read: it is not there any more/)
})

it('reads what main takes: the largest file passes its schema, one byte more does not', async () => {
  const { file } = fileOf('prices.csv', mostFileBytes)
  expect(new TextDecoder().decode((await readFile(file)) ?? undefined)).toBe('Date,Close\n')
  const name = 'prices.csv'
  const accepts = (size: number) =>
    schemas.previewCsv.safeParse({ name, bytes: new Uint8Array(size) }).success
  expect([accepts(mostFileBytes), accepts(mostFileBytes + 1)]).toEqual([true, false])
})
