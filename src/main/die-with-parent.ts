import { Worker } from 'node:worker_threads'

/**
 * Ends this process soon after the one that started it is gone, whatever this one is doing: its line
 * to the parent closes too, but a loop that is busy in a native call hears that only when it is done.
 * So a thread beside it watches: every half second, which is 0.1 ms of work.
 */
export function dieWithParent(): void {
  const watcher = new Worker(watch, {
    eval: true,
    execArgv: [],
    workerData: process.ppid,
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
  })
  watcher.on('error', () => {}) // without it the line to the parent still ends us, only later
  watcher.unref()
}

/**
 * An orphan has another parent, or, on Windows, one that no longer is. Text, since a file beside this
 * one would have to be found in every bundle. SIGKILL: nothing of ours may be run any more, and all
 * that is to be kept is kept by the parent.
 */
const watch = `
const { workerData: parent } = require('node:worker_threads')
const isThere = () => {
  if (process.ppid !== parent) return false
  try {
    process.kill(parent, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
setInterval(() => {
  if (!isThere()) process.kill(process.pid, 'SIGKILL')
}, 500)
`
