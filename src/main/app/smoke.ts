import type { BrowserWindow } from 'electron'
import type { Result } from '../../shared/failure.ts'
import type { Service } from '../api/service.ts'
import type { Launch } from '../training/launch.ts'
import type { FromTrainer } from '../training/messages.ts'
import { smokeJob } from './smoke-job.ts'

/** `--smoke`: does every installer's program work at all? One line a proof, exit code 0 or 1. */
export const isSmoke = (argv: readonly string[]): boolean => argv.includes('--smoke')

const patience = 90_000 // ms for all of it; a cold disk and an emulated processor are slow

/** A few training steps in a trainer process, a series written to SQLite, a window with its page. */
export async function smoke(
  service: Service,
  launch: Launch,
  window: BrowserWindow,
  say: (line: string) => void = line => process.stdout.write(`${line}\n`)
): Promise<number> {
  const late = AbortSignal.timeout(patience)
  const proofs: readonly [string, () => Promise<string>][] = [
    ['a graph in the trainer process', () => trainSteps(launch)],
    ['a series in the database', () => writeSeries(service)],
    ['a page in the window', () => drawPage(window)],
  ]
  let failures = 0
  for (const [what, prove] of proofs) {
    try {
      say(`smoke: ${what}: ${await Promise.race([prove(), rejectOn(late)])}`)
    } catch (error) {
      failures++
      say(`smoke: ${what}: FAILED: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  say(`smoke: ${failures === 0 ? 'all is well' : `${failures} failed`}`)
  return failures === 0 ? 0 : 1
}

const rejectOn = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const say = () => reject(new Error(`not done after ${patience / 1000} s`))
    if (signal.aborted) say()
    else signal.addEventListener('abort', say, { once: true })
  })

async function trainSteps(launch: Launch): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const trainer = launch()
  let tensorflow = ''
  const hear = (message: FromTrainer) => {
    if (message.type === 'ready') tensorflow = message.versions.tensorflow
    else if (message.type === 'failed') reject(new Error(message.reason))
    else if (message.type === 'trained')
      resolve(`${message.result.parameters} parameters trained by TensorFlow ${tensorflow}`)
  }
  trainer.onMessage(hear)
  trainer.onExit(({ code, said }) => reject(new Error(`it ended with code ${code}: ${said}`)))
  trainer.send({ type: 'job', job: smokeJob() })
  return promise.finally(() => trainer.kill())
}

async function writeSeries(service: Service): Promise<string> {
  const taken = await service.answer('takeSample', { name: 'momentum' })
  if (!taken.ok) throw new Error(JSON.stringify(taken.failure))
  const listed = (await service.answer('listSeries', undefined)) as Result<readonly unknown[]>
  if (!listed.ok || listed.value.length === 0) throw new Error('it was not there afterwards')
  return `${listed.value.length} series`
}

/** The page has asked main something and drawn the answer. */
async function drawPage(window: BrowserWindow): Promise<string> {
  const contents = window.webContents
  if (contents.isLoading()) {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    contents.once('did-finish-load', () => resolve())
    contents.once('did-fail-load', (_, code, text) => reject(new Error(`${text} (${code})`)))
    await promise
  }
  const drawn: unknown = await contents.executeJavaScript(pageProof)
  const { requests, elements, node } = drawn as Record<string, number | string>
  if (node !== 'undefined') throw new Error('the page can see Node')
  return `${requests} requests, ${elements} elements`
}

/** Runs in the page: waits for React's first view, and looks for what must not be there. */
const pageProof = `(async () => {
  const app = await window.api.readApp()
  if (!app.ok) throw new Error(JSON.stringify(app.failure))
  const until = Date.now() + 30000
  const root = document.getElementById('root')
  while (root.querySelectorAll('*').length < 20 && Date.now() < until)
    await new Promise(done => setTimeout(done, 50))
  const elements = root.querySelectorAll('*').length
  if (elements < 20) throw new Error('the page stayed empty')
  return { requests: Object.keys(window.api).length - 1, elements, node: typeof require + '' }
})()`
