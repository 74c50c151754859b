import { readFileSync } from 'node:fs'
import { openService } from '../../../src/main/api/open-service.ts'
import type { Desk, Publish } from '../../../src/main/api/service.ts'
import { describeFailure } from '../../../src/shared/failure.ts'
import type { CoreOptions, Done, FromCore, ToCore, Wanted } from './core-messages.ts'

// The real program in a process of its own, so that a test can kill it as a crash would: real
// SQLite, real trainers. Its host's part (paths, links) is the test's.

const options = JSON.parse(process.argv[2] ?? '{}') as CoreOptions
const tell = (message: FromCore) => void (process.connected && process.send?.(message))

const waiting = new Map<number, (path: string | null) => void>()
let wanted = 0
const want = (what: Wanted) => {
  const id = ++wanted
  tell({ kind: 'wants', id, what })
  return new Promise<string | null>(resolve => waiting.set(id, resolve))
}
const did = (what: Done) => tell({ kind: 'did', what })

const desk: Desk = {
  host: 'window host',
  askSavePath: name => want({ kind: 'save', name }),
  askFolder: name => want({ kind: 'folder', name }),
  askOpenPath: question => want({ kind: 'open', question }),
  openLink: async address => did({ kind: 'openLink', address }),
  reveal: async path => did({ kind: 'reveal', path }),
  keepAwake: on => did({ kind: 'keepAwake', on }),
  closeWindow: () => did({ kind: 'closeWindow' }),
}

const publish: Publish = (event, value) => tell({ kind: 'event', event, value })

/** Takes Yahoo's addresses to the test's server, as `YahooServer.fetch` does in its own process. */
const fetchLocally: typeof globalThis.fetch = (input, init) => {
  const asked = new URL(input instanceof Request ? input.url : input)
  if (!options.yahoo || !/(^|\.)yahoo\.com$/.test(asked.hostname))
    return Promise.reject(new TypeError(`a test may not reach ${asked.hostname}`))
  return globalThis.fetch(new URL(asked.pathname + asked.search, options.yahoo), init)
}

const { engine, clock } = options
const now = () => (clock === null ? new Date() : new Date(readFileSync(clock, 'utf8')))
const opened = openService({
  folder: options.folder,
  desk,
  publish,
  fetch: fetchLocally,
  now,
  ...(engine ? { engine: () => engine } : {}),
})

if (opened.ok) {
  const { service, notices } = opened.value
  let training = -1
  const tellTraining = () => {
    if (training !== service.training()) tell({ kind: 'training', count: service.training() })
    training = service.training()
  }
  const watch = setInterval(tellTraining, 50)
  const answer = async (id: number, name: string, argument: unknown) => {
    try {
      const result = await service.answer(name, argument)
      tellTraining()
      tell({ kind: 'answer', id, result })
    } catch (error) {
      tell({ kind: 'bug', id, message: String(error) })
    }
  }
  const close = async () => {
    clearInterval(watch)
    await service.close()
    process.exit(0)
  }
  process.on('message', (message: ToCore) => {
    if (message.kind === 'ask') void answer(message.id, message.name, message.argument)
    else if (message.kind === 'told') {
      waiting.get(message.id)?.(message.path)
      waiting.delete(message.id)
    } else void close()
  })
  process.on('disconnect', () => process.exit(1)) // a test that is gone has no use for it
  tell({ kind: 'open', notices })
} else {
  tell({ kind: 'refused', sentence: describeFailure(opened.failure) })
  process.disconnect()
}
