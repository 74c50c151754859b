import { beforeEach, describe, expect, it, vi } from 'vitest'
import { smoke } from '../../../src/main/app/smoke.ts'
import type { TrainerProcess } from '../../../src/main/training/launch.ts'
import { launchTrainer } from '../../../src/main/training/launch.ts'
import { done, failed } from '../../../src/shared/failure.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

beforeEach(fake.fresh)

const drawn = { requests: 49, elements: 200, node: 'undefined' }

async function prove({
  page = drawn as object,
  taken = done({}) as object,
  launch = launchTrainer,
} = {}) {
  const window = new fake.BrowserWindow()
  window.webContents.executeJavaScript.mockResolvedValue(page)
  const service = {
    answer: async (name: string) => (name === 'takeSample' ? taken : done([{}])) as never,
    training: () => 0,
    close: async () => {},
  }
  const lines: string[] = []
  const code = await smoke(service, launch, window as never, line => lines.push(line))
  return { code, lines }
}

const dying = (): TrainerProcess => ({
  pid: 1,
  send: () => {},
  onMessage: () => {},
  onExit: listen => setImmediate(() => listen({ code: 127, signal: null, said: 'no library' })),
  kill: () => {},
})

describe('a smoke start', () => {
  it('ends with 0 when a trainer trained, a series was written and a page was drawn', async () => {
    const { code, lines } = await prove()
    expect([code, lines.at(-1)]).toEqual([0, 'smoke: all is well'])
    expect(lines[0]).toMatch(/\d+ parameters trained by TensorFlow \d/)
  })

  it('ends with 1 and names what failed, and still tries the rest', async () => {
    const { code, lines } = await prove({ launch: dying })
    expect(code).toBe(1)
    expect(lines).toEqual([
      'smoke: a graph in the trainer process: FAILED: it ended with code 127: no library',
      'smoke: a series in the database: 1 series',
      'smoke: a page in the window: 49 requests, 200 elements',
      'smoke: 1 failed',
    ])
  })

  it('fails on a database that refuses and on a page that sees Node', async () => {
    const taken = failed({ kind: 'no-space', folder: '/', needed: 1, free: 0 })
    const { code, lines } = await prove({ taken, page: { ...drawn, node: 'function' } })
    expect(code).toBe(1)
    expect(lines.filter(line => line.includes('FAILED'))).toEqual([
      expect.stringContaining('no-space'),
      expect.stringContaining('the page can see Node'),
    ])
  })
})
