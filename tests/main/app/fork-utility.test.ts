import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forkUtility } from '../../../src/main/app/fork-utility.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

beforeEach(fake.fresh)

const start = () => {
  const child = new fake.UtilityChild()
  fake.utilityProcess.fork.mockReturnValueOnce(child)
  const line = forkUtility<object, object>(new URL('file:///app/trainer.js'), 'a trainer', {
    A: '1',
  })
  return { child, line }
}

const killed = () => vi.spyOn(process, 'kill').mockReturnValue(true)

describe('forkUtility', () => {
  it('names its process, keeps its standard error, and passes the environment on', () => {
    start()
    const options = fake.handed<Record<string, unknown>>(fake.utilityProcess.fork, 2)
    expect(fake.handed<string>(fake.utilityProcess.fork)).toMatch(/trainer\.js$/)
    expect(options).toMatchObject({ serviceName: 'a trainer', stdio: ['ignore', 'ignore', 'pipe'] })
    expect(options['env']).toMatchObject({ A: '1', PATH: process.env['PATH'] })
  })

  it('keeps what is sent too early, in order, and sends nothing to one that is gone', () => {
    const { child, line } = start()
    line.send({ n: 1 })
    line.send({ n: 2 })
    expect(child.postMessage).not.toHaveBeenCalled()
    child.spawn(99)
    line.send({ n: 3 })
    line.onExit(() => line.send({ n: 4 }))
    child.die(0)
    expect(child.postMessage.mock.calls).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]])
  })

  it('says how it ended, with its last words and V8’s own', async () => {
    const { child, line } = start()
    child.spawn(99)
    child.stderr.write('Error: no such library\n')
    await new Promise(setImmediate)
    child.emit('error', 'FatalError', 'v8::Heap', '{}')
    const ended = vi.fn()
    line.onExit(ended)
    child.die(7)
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce())
    expect(ended).toHaveBeenCalledWith({
      code: 7,
      signal: null,
      said: 'Error: no such library\n\nFatalError in v8::Heap',
    })
  })

  it.each([
    [9, 'killed', 9, 'SIGKILL'],
    [0, 'killed', 15, 'SIGTERM'],
    [0, 'crashed', 134, 'SIGABRT'], // with the bit of a core that was written
    [0, 'crashed', 11, 'SIGSEGV'],
  ])('names the signal that ended it (exit %i, %s, %i)', async (code, reason, exitCode, signal) => {
    const { child, line } = start()
    child.spawn(99)
    const ended = vi.fn()
    line.onExit(ended)
    child.die(code, { name: 'a trainer', reason, exitCode })
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce())
    expect(ended).toHaveBeenCalledWith({ code: null, signal, said: '' })
  })

  it('tells two deaths apart, though one was told before the child’s own end', async () => {
    const [first, second] = [start(), start()]
    const signals: (string | null)[] = []
    for (const { child, line } of [first, second]) {
      child.spawn(99)
      line.onExit(({ signal }) => signals.push(signal))
    }
    const gone = (exitCode: number) =>
      fake.app.emit('child-process-gone', {}, { name: 'a trainer', reason: 'crashed', exitCode })
    gone(11)
    first.child.die(0)
    second.child.die(0)
    gone(6)
    await vi.waitFor(() => expect(signals).toHaveLength(2))
    expect(signals.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      'SIGABRT',
      'SIGSEGV',
    ])
  })

  it('kills at once, or as soon as there is something to kill, and never one that is gone', () => {
    const kill = killed()
    const { child, line } = start()
    line.kill()
    expect(kill).not.toHaveBeenCalled()
    child.spawn(99)
    expect(kill).toHaveBeenLastCalledWith(99, 'SIGKILL')
    line.onExit(() => {})
    child.die(137)
    line.kill()
    expect(kill).toHaveBeenCalledOnce()
    kill.mockRestore()
  })
})
