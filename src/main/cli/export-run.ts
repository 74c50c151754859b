import type { Result } from '../../shared/failure.ts'
import { readBundle } from '../api/bundle.ts'
import type { Hindcast } from '../api/hindcast.ts'
import { writeRunInProcess } from '../report/write-in-process.ts'
import type { WrittenRun } from '../report/write-report.ts'

/** Stands in until api/runs.ts has it. */
export async function exportRun(h: Hindcast, id: string, dir: string): Promise<Result<WrittenRun>> {
  const bundle = readBundle(h.store, id)
  return bundle.ok ? writeRunInProcess(bundle.value, dir) : bundle
}
