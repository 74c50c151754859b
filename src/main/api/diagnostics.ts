import { arch, availableParallelism, platform, release, totalmem } from 'node:os'
import { strToU8 } from 'fflate/browser'
import { workBeside } from '../beside/beside.ts'
import { diagnose } from '../store/diagnosis.ts'
import { readDiskUse } from '../store/disk-use.ts'
import type { Context } from './context.ts'
import { withoutHome } from './log.ts'
import { appVersions } from './versions.ts'

/**
 * What helps to find a mistake of ours, as one zip: versions, the machine, the engine, the log, the
 * schema and counts. No prices, no names of series or files, no home folder.
 */
export async function makeDiagnostics(context: Context): Promise<Uint8Array> {
  const { h, engine, log, hostVersions, desk } = context
  const { folder: _, ...disk } = readDiskUse(h.store)
  const { schema, ...database } = diagnose(h.store)
  const facts = {
    host: desk.host,
    versions: { ...appVersions(h), ...hostVersions },
    machine: {
      system: `${platform()} ${release()} ${arch()}`,
      cores: availableParallelism(),
      memoryBytes: totalmem(),
    },
    engine: engine(),
    trainers: h.pool.use,
    disk,
    database,
    notices: context.notices.map(withoutHome),
  }
  return workBeside('zipFiles', {
    'facts.json': strToU8(withoutHome(`${JSON.stringify(facts, null, 2)}\n`)),
    'schema.sql': strToU8(`${schema.join(';\n\n')};\n`),
    'hindcast.log': strToU8(withoutHome(log.read())),
  })
}
