import { QueryObserver } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import { askAgain } from '../../../src/renderer/src/state/ask-again.ts'
import { makeQueryClient } from '../../../src/renderer/src/state/query-client.ts'

it('does not keep an answer that was on its way when the news came', async () => {
  const client = makeQueryClient()
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  let asked = 0
  const queryFn = () => answers[asked++]?.promise ?? Promise.reject(new Error('asked too often'))
  const observer = new QueryObserver(client, { queryKey: ['series'], queryFn })
  const stop = observer.subscribe(() => {})
  const told = askAgain(client, ['series'])
  answers[0]?.resolve('before the sample was taken')
  await vi.waitFor(() => expect(asked).toBe(2))
  answers[1]?.resolve('after')
  await told
  expect(observer.getCurrentResult().data).toBe('after')
  stop()
  client.clear()
})
