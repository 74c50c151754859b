import { cpus } from 'node:os'
import { arch, platform } from 'node:process'
import about from '../../../package.json' with { type: 'json' }
import type { Hindcast } from './hindcast.ts'

/** What makes results here: another engine or processor may round otherwise. */
export const machine = (h: Hindcast) => ({
  ...versions(h),
  cpu: cpus()[0]?.model.trim() || 'unknown',
})

const versions = ({ pool }: Hindcast) => ({
  hindcast: about.version,
  node: process.versions.node,
  tensorflow: pool.versions?.tensorflow ?? 'unknown',
  tfjs: pool.versions?.tfjs ?? 'unknown',
  platform: `${platform}-${arch}`,
})

/** As told in the window and in a report of a problem. */
export const appVersions = (h: Hindcast): Readonly<Record<string, string>> => versions(h)
