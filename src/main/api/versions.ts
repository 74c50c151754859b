import { arch, platform } from 'node:process'
import about from '../../../package.json' with { type: 'json' }
import type { Results } from '../../shared/results.ts'
import type { Hindcast } from './hindcast.ts'

/** What made a result: enough to make it again. */
export const versions = ({ pool }: Hindcast): Results['versions'] => ({
  hindcast: about.version,
  node: process.versions.node,
  tensorflow: pool.versions?.tensorflow ?? 'unknown',
  tfjs: pool.versions?.tfjs ?? 'unknown',
  platform: `${platform}-${arch}`,
})

/** As told in the window and in a report of a problem. */
export const appVersions = (h: Hindcast): Readonly<Record<string, string>> => versions(h)
