import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openService, type ServiceOptions } from '../../../src/main/api/open-service.ts'
import type { Desk, Service } from '../../../src/main/api/service.ts'
import type { Answer, Argument, EventName, Events, RequestName } from '../../../src/shared/api.ts'
import { describeFailure, type Failure, type Result } from '../../../src/shared/failure.ts'
import { makeFolder, must } from './examples.ts'

/** A person at a desk: where they save next, what was opened and shown to them. */
export class TestDesk implements Desk {
  readonly host = 'window host'
  /** What the next dialog answers; null when the person thinks better of it. */
  path: string | null = null
  readonly asked: string[] = []
  readonly opened: string[] = []
  readonly revealed: string[] = []
  awake = false
  closed = false

  async askSavePath(name: string): Promise<string | null> {
    this.asked.push(name)
    return this.path
  }
  async askFolder(name: string): Promise<string | null> {
    this.asked.push(name)
    return this.path
  }
  async askOpenPath(): Promise<string | null> {
    return this.path
  }
  async openLink(address: string): Promise<void> {
    this.opened.push(address)
  }
  async reveal(path: string): Promise<void> {
    this.revealed.push(path)
  }
  keepAwake(on: boolean): void {
    this.awake = on
  }
  closeWindow(): void {
    this.closed = true
  }
}

type Told = { [E in EventName]: { readonly event: E; readonly value: Events[E] } }[EventName]

/** A running service and what a window would see of it. */
export class TestWindow {
  readonly folder: string
  readonly desk = new TestDesk()
  readonly told: Told[] = []
  notices: readonly string[] = []
  #service: Service | null = null
  readonly #remove: () => void
  readonly #waiting = new Set<() => void>()

  constructor() {
    const { folder, remove } = makeFolder()
    this.folder = folder
    this.#remove = remove
  }

  get service(): Service {
    if (!this.#service) throw new Error('not open')
    return this.#service
  }

  open(options: Partial<ServiceOptions> = {}): this {
    const { service, notices } = must(
      openService({
        folder: join(this.folder, 'data'),
        desk: this.desk,
        publish: (event, value) => {
          this.told.push({ event, value } as Told)
          for (const look of this.#waiting) look()
        },
        ...options,
      })
    )
    this.#service = service
    this.notices = notices
    return this
  }

  async ask<N extends RequestName>(
    name: N,
    ...[argument]: undefined extends Argument<N> ? [] : [Argument<N>]
  ): Promise<Result<Answer<N>>> {
    return (await this.service.answer(name, argument)) as Result<Answer<N>>
  }

  /** The value of what has to go well. */
  async must<N extends RequestName>(
    name: N,
    ...rest: undefined extends Argument<N> ? [] : [Argument<N>]
  ): Promise<Answer<N>> {
    const result = await this.ask(name, ...rest)
    if (result.ok) return result.value
    throw new Error(`${name}: ${describeFailure(result.failure, 'window')}`)
  }

  /** The failure of what has to fail. */
  async refusal<N extends RequestName>(
    name: N,
    ...rest: undefined extends Argument<N> ? [] : [Argument<N>]
  ): Promise<Failure> {
    const result = await this.ask(name, ...rest)
    if (!result.ok) return result.failure
    throw new Error(`${name} was answered`)
  }

  /** Waits until this is so; looked at again with every event, and on a slow clock. */
  async until(isSo: () => boolean | Promise<boolean>, what = 'it'): Promise<void> {
    const end = Date.now() + 60_000
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error(`${what} did not happen in a minute`)
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#waiting.add(resolve)
      const timer = setTimeout(resolve, 250)
      await promise
      clearTimeout(timer)
      this.#waiting.delete(resolve)
    }
  }

  async untilState(id: string, ...states: readonly string[]): Promise<void> {
    let last = ''
    await this.until(
      async () => {
        const { summary } = await this.must('readRun', { id })
        last = summary.state
        return states.includes(last)
      },
      `run ${id} ${states.join(' or ')}`
    )
  }

  /** What an event told, in order. */
  events<E extends EventName>(event: E): Events[E][] {
    return this.told.filter(one => one.event === event).map(({ value }) => value as Events[E])
  }

  /** Forgets a closed service without removing its folder. */
  async close(): Promise<void> {
    await this.#service?.close()
    this.#service = null
  }

  async dispose(): Promise<void> {
    await this.close()
    if (existsSync(this.folder)) this.#remove()
  }
}
