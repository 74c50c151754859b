import { writeRun } from '../../src/main/report/write-report.ts'
import { makeBundle } from './bundle.ts'

/** Exports a small run into the folder named; for tests that kill it meanwhile. */
await writeRun(
  makeBundle({ epochs: 40, days: 200, models: [{ name: 'gru', cell: 'gru' }] }),
  process.argv[2] ?? ''
)
