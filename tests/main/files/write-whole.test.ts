import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { sweepTemporary } from '../../../src/main/files/temporary.ts'
import { noteUnfinished, sweepUnfinished } from '../../../src/main/files/unfinished.ts'
import { writeInto, writeWhole } from '../../../src/main/files/write-whole.ts'
import { canMountDisk, runOnSmallDisk } from '../../support/small-disk.ts'
import { temporaryFolder } from '../store/fixtures.ts'

/** No process has it: the largest that Linux gives, and one more. */
const nobody = 2 ** 22 + 1

function prepare() {
  const folder = temporaryFolder()
  const [data, out] = [join(folder, 'data'), join(folder, 'out')]
  for (const each of [data, out]) mkdirSync(each)
  return { data, out }
}

it('writes a file with a name as long as the system takes, and nothing else', async () => {
  const { data, out } = prepare()
  const name = `${'ü'.repeat(125)}.csv`
  expect(await writeWhole(data, join(out, name), 'a,b\n')).toMatchObject({ ok: true })
  expect(readdirSync(out)).toEqual([name])
  expect(readdirSync(join(data, 'unfinished'))).toEqual([])
})

it('leaves every file as it was when one of them cannot be written', async () => {
  const { data, out } = prepare()
  writeFileSync(join(out, 'a.csv'), 'before')
  mkdirSync(join(out, 'b.csv'))
  writeFileSync(join(out, 'b.csv', 'kept'), '')
  const files = { 'a.csv': 'after', [`${'x'.repeat(300)}.csv`]: '' }
  expect(await writeInto(data, out, files)).toMatchObject({
    ok: false,
    failure: { kind: 'cannot-write', reason: 'the name is too long' },
  })
  expect(await writeInto(data, out, { 'a.csv': 'after', 'b.csv': '' })).toMatchObject({
    failure: { path: join(out, 'b.csv'), reason: 'it is a folder' },
  })
  expect(readFileSync(join(out, 'a.csv'), 'utf8')).toBe('before')
  expect(readdirSync(out).toSorted()).toEqual(['a.csv', 'b.csv'])
})

it('refuses the data folder before it makes anything there', async () => {
  const { data } = prepare()
  const written = await writeInto(data, join(data, 'out'), { 'a.csv': '' })
  expect(written).toMatchObject({ ok: false, failure: { kind: 'cannot-write' } })
  expect(readdirSync(data)).toEqual([])
})

it('sweeps at the next start what a killed process was writing, and nothing of the living', async () => {
  const { data, out } = prepare()
  const target = join(out, 'report')
  noteUnfinished(data, target)
  const [note = ''] = readdirSync(join(data, 'unfinished'))
  const dead = note.replace(/^\d+/, String(nobody))
  writeFileSync(join(data, 'unfinished', dead), target)
  mkdirSync(join(out, `.report.${nobody}-0123abcd.partial`))
  mkdirSync(join(out, `.report.${process.pid}-0123abcd.partial`))
  writeFileSync(join(out, 'mine.partial'), '')
  await sweepUnfinished(data)
  expect(readdirSync(out).toSorted()).toEqual([
    `.report.${process.pid}-0123abcd.partial`,
    'mine.partial',
  ])
  expect(readdirSync(join(data, 'unfinished'))).toEqual([note])
})

it('sweeps temporary folders of processes that are no more', () => {
  const folder = temporaryFolder()
  const left = `hindcast-zip-${nobody}-abc123`
  const kept = [`hindcast-zip-${process.pid}-abc123`, 'hindcast-zip-x', 'hindcast-zip-abc123']
  for (const name of [left, ...kept]) mkdirSync(join(folder, name))
  sweepTemporary(folder)
  expect(readdirSync(folder).toSorted()).toEqual(kept.toSorted())
})

it.skipIf(!canMountDisk())('leaves no half of a file on a full disk', async () => {
  const place = mkdtempSync(join(tmpdir(), 'hindcast-full-'))
  onTestFinished(() => rmSync(place, { recursive: true, force: true }))
  const script = fileURLToPath(new URL('./write-on-full-disk.ts', import.meta.url))
  const { out, err } = await runOnSmallDisk(script, place, 2e6)
  expect(err).toBe('')
  expect(JSON.parse(out)).toEqual({
    written: {
      ok: false,
      failure: {
        kind: 'cannot-write',
        path: join(place, 'out', 'forecast.csv'),
        reason: 'the disk is full',
      },
    },
    there: [],
  })
})
