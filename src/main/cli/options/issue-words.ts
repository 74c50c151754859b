import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** A zod issue as a field and a reason: what the field takes, and what it was given. */
export function sentenceOf(issue: Issue, candidate: unknown): { field: string; reason: string } {
  const [top = 'models', ...rest] = issue.path
  const value = issue.path.reduce<unknown>((at, key) => (at as never)?.[key], candidate)
  const within = rest.findLast(key => typeof key === 'string')
  const isModel = top === 'models'
  const subject = isModel || within === undefined ? 'it' : String(within)
  return {
    field: String(isModel ? (within ?? top) : top),
    reason: `${ownerOf(issue.path, candidate)}${subject} ${takes(issue)}${was(value)}.`,
  }
}

/** `for lstm ` where the field is one model's. */
function ownerOf(path: readonly PropertyKey[], candidate: unknown): string {
  if (path[0] !== 'models' || typeof path[1] !== 'number') return ''
  const { models } = candidate as { models?: { name?: unknown }[] }
  const name = models?.[path[1]]?.name
  return typeof name === 'string' ? `for ${name} ` : ''
}

function takes(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${amount(issue.minimum, issue.origin)}`
    case 'too_big':
      return `must be ${issue.inclusive ? 'at most' : 'less than'} ${amount(issue.maximum, issue.origin)}`
    case 'invalid_type':
      return `must be ${issue.expected === 'int' ? 'a whole number' : `a ${issue.expected}`}`
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`
    case 'unrecognized_keys':
      return `has no ${issue.keys.join(', ')}`
    default:
      return 'cannot be read'
  }
}

const amount = (limit: number | bigint, origin: string) =>
  origin === 'array' ? `${limit} of them` : String(limit)

const was = (value: unknown) =>
  ['string', 'number', 'boolean'].includes(typeof value) ? `, and is ${String(value)}` : ''
