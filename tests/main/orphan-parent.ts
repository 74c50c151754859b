import { forkNode } from '../../src/main/child.ts'

/** Starts a child that never turns its loop, and says who it is; then waits to be killed. */
const child = forkNode(new URL('./orphan.ts', import.meta.url), { execArgv: [] })
child.onMessage(message => {
  if (message === 'busy') console.log(`child ${child.pid}\nready`)
})
setInterval(() => {}, 1000)
