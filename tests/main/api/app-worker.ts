import { writeSync } from 'node:fs'
import { openService } from '../../../src/main/api/open-service.ts'
import { must } from './examples.ts'
import { TestDesk } from './service-fixtures.ts'

/** An app of its own, to be killed while it trains: `app-worker.ts FOLDER RUN`. */
const [folder = '', id = ''] = process.argv.slice(2)
let epochs = 0
const { service } = must(
  openService({
    folder,
    desk: new TestDesk(),
    publish: event => {
      if (event !== 'epochs') return
      epochs++
      if (epochs === 5) writeSync(1, 'ready\n')
    },
  })
)
await service.answer('resumeRun', { id })
