import type { RunBundle } from '../../shared/bundle.ts'
import { writeRun } from './write-report.ts'

/** Entry of the process that draws: gets one bundle and a folder, answers once, ends. */

export interface RenderRequest {
  readonly bundle: RunBundle
  readonly dir: string
}

process.once('message', (request: RenderRequest) => {
  writeRun(request.bundle, request.dir).then(
    result => process.send?.({ result }, () => process.disconnect()),
    (error: unknown) => {
      const bug = error instanceof Error ? (error.stack ?? error.message) : String(error)
      process.send?.({ bug }, () => process.disconnect())
    }
  )
})
