import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHindcast } from '../../../src/main/api/hindcast.ts'
import { exportRun } from '../../../src/main/api/runs.ts'
import type { RequestName } from '../../../src/shared/api.ts'
import { runCli } from '../cli/run-cli.ts'
import { must } from './examples.ts'
import { TestWindow } from './service-fixtures.ts'

let window: TestWindow
let data: string
beforeAll(async () => {
  window = new TestWindow().open()
  data = join(window.folder, 'data')
  await window.must('takeSample', { name: 'momentum' })
  symlinkSync(data, join(window.folder, 'link'))
})
afterAll(() => window.dispose())

const refusal = (path: string) => ({
  kind: 'cannot-write',
  path,
  reason: 'Hindcast keeps its data there',
})

const asked: Partial<Record<RequestName, unknown>> = {
  saveFile: { name: 'chart.svg', content: '<svg/>' },
  backUp: undefined,
  writeDiagnostics: undefined,
  exportPreset: { name: 'Sealed' },
}

describe.each(Object.keys(asked) as (keyof typeof asked)[])('%s', name => {
  it.each(['data/hindcast.sqlite', 'data/hindcast.lock', 'link/hindcast.sqlite', 'data/x.svg'])(
    'never lands on %s',
    async way => {
      const path = join(window.folder, way)
      window.desk.path = path
      expect(await window.service.answer(name, asked[name])).toEqual({
        ok: false,
        failure: refusal(path),
      })
      expect(await window.must('listSeries')).toHaveLength(1)
      expect(existsSync(join(data, 'x.svg'))).toBe(false)
    }
  )
})

it('a backup into a folder that has vanished is told as that', async () => {
  const folder = mkdtempSync(join(window.folder, 'gone-'))
  rmSync(folder, { recursive: true })
  window.desk.path = join(folder, 'a.sqlite')
  expect(await window.refusal('backUp')).toEqual({
    kind: 'cannot-write',
    path: join(folder, 'a.sqlite'),
    reason: 'the folder is no longer there',
  })
})

it('a report never lands there either', async () => {
  const { hindcast } = must(openHindcast({ folder: data }))
  const failure = refusal(join(data, 'report'))
  expect(await exportRun(hindcast, 'any', join(data, 'report'))).toEqual({ ok: false, failure })
  hindcast.close()
})

it.each([
  ['diary', '--out', 'data'],
  ['diary', '--out', 'data/hindcast.sqlite'],
  ['bench', '--quick', '--out', 'data/hindcast.sqlite'],
])('the command line refuses %s %s %s', async (...args) => {
  const before = readFileSync(join(data, 'hindcast.sqlite')).subarray(0, 16)
  const { code, err } = await runCli(args, { folder: window.folder })
  expect(code).toBe(1)
  expect(err).toContain('Hindcast keeps its data there')
  expect(readFileSync(join(data, 'hindcast.sqlite')).subarray(0, 16)).toEqual(before)
})
