import { parentPort } from 'node:worker_threads'
import type { AskedTask, TaskAnswer } from './beside.ts'
import { tasks } from './tasks.ts'

// Entry of the thread beside main's: does what it is asked, until it is ended.

parentPort?.on('message', ({ ticket, name, input }: AskedTask) => {
  // each task gets what its caller's types say
  const task = tasks[name] as (...input: readonly unknown[]) => Promise<unknown>
  const answer = (own: Omit<TaskAnswer, 'ticket'>) =>
    parentPort?.postMessage({ ticket, ...own } satisfies TaskAnswer)
  task(...input).then(
    value => answer({ value }),
    (error: unknown) => answer({ error })
  )
})
