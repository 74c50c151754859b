import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { mayBeAlive, readStart } from '../../src/main/store/process-identity.ts'
import { startChild } from '../support/kill.ts'

const script = fileURLToPath(new URL('./orphan-parent.ts', import.meta.url))

it('a child that hears nothing is gone within two seconds of its parent’s death', async () => {
  const parent = startChild({ script })
  await parent.ready
  await sleep(400) // by now it is in its long call
  parent.process.kill('SIGKILL')
  const { lines } = await parent.ended
  const pid = Number(lines.find(line => line.startsWith('child '))?.slice(6))
  const child = { pid, started: readStart(pid), host: hostname() }
  const began = performance.now()
  while (mayBeAlive(child) && performance.now() - began < 5000) await sleep(50)
  expect(performance.now() - began).toBeLessThan(2000)
})
