import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

/** Paths of all files within a folder, with `/` on every system. */
export const namesIn = (out: string) =>
  readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter(name => name.includes('.'))
    .map(name => name.replaceAll('\\', '/'))
    .sort()

/** Whose export stands there, once it is sure that it is whole: all that is wanted; null for none. */
export function standingIn(out: string, wanted: readonly string[]): string | null {
  if (!existsSync(out)) return null
  const { id } = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')) as { id: string }
  expect(namesIn(out)).toEqual(wanted)
  expect(readFileSync(join(out, 'report.html'), 'utf8').trimEnd()).toMatch(/<\/html>$/)
  for (const name of wanted.filter(one => one.endsWith('.png'))) {
    expect(readFileSync(join(out, name)).subarray(-8, -4).toString()).toBe('IEND')
  }
  return id
}
