import { expect, it } from 'vitest'
import { forkNode } from '../../../src/main/child.ts'
import { trainerFile } from '../../../src/main/training/launch.ts'
import type { FromTrainer, ToTrainer } from '../../../src/main/training/messages.ts'

/** Loaded before the trainer: no addon loads, as where libtensorflow is not. */
const withoutAddons = `data:text/javascript,${encodeURIComponent(
  "process.dlopen = () => { throw new Error('libtensorflow.so.2: cannot open shared object file') }"
)}`

it('says that its engine does not load, and lives on to be asked', async () => {
  const trainer = forkNode<ToTrainer, FromTrainer>(trainerFile, {
    execArgv: ['--import', withoutAddons],
  })
  const first = await new Promise<unknown>(resolve => {
    trainer.onMessage(resolve)
    trainer.onExit(resolve)
  })
  expect(first).toEqual({
    type: 'failed',
    reason: expect.stringContaining('libtensorflow.so.2'),
    engine: true,
  })
  const gone = new Promise(resolve => trainer.onExit(resolve))
  trainer.kill()
  expect(await gone).toMatchObject({ signal: 'SIGKILL' })
})
