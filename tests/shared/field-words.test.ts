import { expect, it } from 'vitest'
import { z } from 'zod'
import { experimentSchema, scheduleSchema } from '../../src/shared/experiment.ts'
import {
  explain,
  fieldError,
  modelWords,
  scheduleWords,
  topWords,
  wordsAt,
} from '../../src/shared/field-words.ts'

interface Limits {
  type?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  anyOf?: Limits[]
  properties?: Record<string, Limits>
  items?: Limits
  oneOf?: Limits[]
}

// zod's own account of the schema is the witness
const schema = z.toJSONSchema(experimentSchema, { io: 'input' }) as Limits
const schedule = z.toJSONSchema(scheduleSchema, { io: 'input' }) as Limits
const top = Object.entries(schema.properties ?? {})
const model = Object.entries(schema.properties?.['models']?.items?.properties ?? {})
const kinds = schedule.oneOf ?? schedule.anyOf ?? []
const ofSchedule = kinds.flatMap(kind => Object.entries(kind.properties ?? {}))

const numeric = [
  ...top.map(([name, limits]) => [`${name}`, [name], limits] as const),
  ...model.map(([name, limits]) => [`models.${name}`, ['models', 0, name], limits] as const),
  ...ofSchedule.map(([name, limits]) => [`schedule.${name}`, ['schedule', name], limits] as const),
]
  .map(([name, path, limits]) => [name, path, limits.anyOf?.[0] ?? limits] as const)
  .filter(([name, , { type }]) => name !== 'version' && /integer|number/.test(type ?? ''))

it('knows every number of an experiment', () => {
  expect(numeric.length).toBeGreaterThan(15)
})

it.each(numeric)('says of %s what the schema takes', (_, path, limits) => {
  const sentence = fieldError(path)
  const numbers = [...sentence.replaceAll(',', '').matchAll(/\d+/g)].map(([text]) => Number(text))
  expect(sentence.includes('whole number')).toBe(limits.type === 'integer')
  // the whole number above 0 is 1
  const above = limits.type === 'integer' ? 1 : 0
  const { exclusiveMinimum } = limits
  const least = exclusiveMinimum === undefined ? limits.minimum : exclusiveMinimum + above
  const most = limits.exclusiveMaximum ?? limits.maximum
  // zod bounds every whole number by what a double can count
  const wanted = [least, most].filter(n => n !== undefined && Math.abs(n) < 2 ** 53 - 1)
  expect(numbers).toEqual(wanted)
})

it('explains every field in whole sentences', () => {
  const fields = Object.keys(experimentSchema.shape).filter(
    field => !['version', 'models', 'schedule'].includes(field)
  )
  expect(Object.keys(topWords).toSorted()).toEqual(fields.toSorted())
  expect(Object.keys(modelWords).toSorted()).toEqual(model.map(([name]) => name).toSorted())
  for (const words of [topWords, modelWords, scheduleWords].flatMap(group =>
    Object.values(group)
  )) {
    expect(explain(words)).toMatch(/^[A-Z].*\.$/)
    expect(explain(words)).not.toMatch(/\b(buy|sell|profit)/i)
  }
})

it('finds the words of a path, and none where there is no field', () => {
  expect(wordsAt(['models', 2, 'learningRate'])?.label).toBe('Rate')
  expect(wordsAt(['schedule', 'every'])?.label).toBe('Every')
  expect(wordsAt(['schedule', 'kind'])?.label).toBe('Schedule')
  expect(wordsAt(['toString'])).toBeUndefined()
})

it('says what a field takes', () => {
  expect(fieldError(['epochs'])).toBe('Epochs is a whole number from 1 to 1,000,000.')
  expect(fieldError(['dropout'])).toBe('Dropout is a share from 0 to less than 1.')
  expect(fieldError(['models'])).toBe('Choose at least one network, at most 16.')
})
