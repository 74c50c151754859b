import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy, origin, readPageFile } from '../../../src/main/window-host/files.ts'

let folder: string
let pages: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-files-'))
  pages = join(folder, 'pages')
  mkdirSync(join(pages, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'pages-secret'))
  writeFileSync(join(pages, 'index.html'), '<!doctype html>')
  writeFileSync(join(pages, 'assets', 'a b.js'), 'export {}')
  writeFileSync(join(pages, '..x'), 'dots')
  writeFileSync(join(folder, 'secret'), 'secret')
  writeFileSync(join(folder, 'pages-secret', 'secret'), 'secret')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (path: string, method?: string) =>
  readPageFile(pages, new URL(`${origin}${path}`), method)

describe('the files of the page', () => {
  it('come with their type and the content security policy', async () => {
    const page = await read('/')
    expect(page).toMatchObject({ status: 200, body: Buffer.from('<!doctype html>') })
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    })
    const script = await read('/assets/a%20b.js?v=1#x')
    expect(script.headers?.['content-type']).toBe('text/javascript; charset=utf-8')
  })

  it('run no script but their own', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'")
    expect(contentSecurityPolicy).toContain("script-src 'self';")
    expect(contentSecurityPolicy).toContain("connect-src 'self';")
    expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https?:|\*/)
  })

  it.each([
    '/../secret',
    '/%2e%2e/secret',
    '/%2e%2e%2fsecret',
    '/..%2fpages-secret%2fsecret',
    '/assets/..%2f..%2fsecret',
    '/%2e%2e%5csecret',
    '/..\\secret',
    '//etc/passwd',
    '/%00',
    '/%ff',
  ])('never leave their folder: %s', async path => {
    const answer = await read(path)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(String(answer.body)).not.toMatch(/secret|root:/)
    expect(answer.headers).toBeUndefined()
  })

  it('may begin with dots without leaving', async () => {
    expect((await read('/..x')).status).toBe(403) // refused to be safe: no build writes such a name
  })

  it('are only read: 405 for any other method, 404 for what is not there', async () => {
    expect((await read('/', 'POST')).status).toBe(405)
    expect((await read('/none.js')).status).toBe(404)
    expect((await read('/assets')).status).toBe(404)
  })
})
