import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import type { RunBundle } from '../../../shared/bundle.ts'
import { done, type Result } from '../../../shared/failure.ts'
import { workBeside } from '../../beside/beside.ts'
import { writeRunInProcess } from '../../report/write-in-process.ts'
import { readBars, readStampText } from '../../store/revisions.ts'
import { readRunRecord } from '../../store/run-records.ts'
import { readRun } from '../../store/runs.ts'
import { attemptLater } from '../attempt.ts'
import { readBundle } from '../bundle.ts'
import type { Hindcast } from '../hindcast.ts'
import { appVersions } from '../versions.ts'
import type { Files } from './pack-files.ts'

/**
 * A finished run as one zip that another computer can import: its report, and all of its database
 * rows. Of a run whose test part is closed it holds no figure of that part, because there is none.
 */
export async function packRun(h: Hindcast, typed: string): Promise<Result<Uint8Array>> {
  return attemptLater(h, async () => {
    const bundle = readBundle(h.store, typed)
    if (!bundle.ok) return bundle
    const report = await makeReport(h, bundle.value)
    if (!report.ok) return report
    const { weights: _, lab: __, ...figures } = bundle.value
    const { id } = figures.results
    const { revision } = readRun(h.store, id)
    const gathered = {
      bundle: figures,
      record: readRunRecord(h.store, id),
      revision,
      stamp: readStampText(h.store, revision.id),
      bars: readBars(h.store, revision.id),
      report: report.value,
      hindcast: appVersions(h)['hindcast'],
    }
    return done(await workBeside('packFiles', gathered))
  })
}

/** The report's files as they would be exported, under `report/`. */
async function makeReport({ draw }: Hindcast, bundle: RunBundle): Promise<Result<Files>> {
  const folder = await mkdtemp(join(tmpdir(), 'hindcast-zip-'))
  try {
    const written = await writeRunInProcess(bundle, join(folder, 'report'), { launch: draw })
    return written.ok ? done(await readFolder(folder)) : written
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readFolder(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile())
    .map(async entry => {
      const path = join(entry.parentPath, entry.name)
      const name = relative(folder, path).split(sep).join('/')
      return [name, new Uint8Array(await readFile(path))] as const
    })
  return Object.fromEntries(await Promise.all(files))
}
