import type { RunBundle } from '../../shared/bundle.ts'
import type { Result } from '../../shared/failure.ts'
import { parentPort } from '../training/parent-port.ts'
import { type WrittenRun, writeRun } from './write-report.ts'

/** Entry of the process that draws: gets one bundle and a folder, answers once, and is ended then. */

export interface RenderRequest {
  readonly bundle: RunBundle
  readonly dir: string
}

export interface RenderAnswer {
  readonly result?: Result<WrittenRun>
  readonly bug?: string
}

const port = parentPort<RenderRequest, RenderAnswer>()
port.onClose(() => process.exit(0))
port.onMessage(({ bundle, dir }) => {
  writeRun(bundle, dir).then(
    result => port.send({ result }),
    (error: unknown) =>
      port.send({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  )
})
