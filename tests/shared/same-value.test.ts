import { expect, it } from 'vitest'
import { sealedPreset, tutorialPreset } from '../../src/shared/presets.ts'
import { sameValue } from '../../src/shared/same-value.ts'

it('compares by what is said, not by which object says it', () => {
  expect(sameValue(tutorialPreset, structuredClone(tutorialPreset))).toBe(true)
  expect(sameValue(tutorialPreset, sealedPreset)).toBe(false)
  expect(sameValue({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true)
  expect(sameValue({ a: [1, 2] }, { a: [2, 1] })).toBe(false)
  expect(sameValue({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true)
  expect(sameValue([], {})).toBe(false)
  expect(sameValue(Number.NaN, Number.NaN)).toBe(true)
  expect(sameValue(null, {})).toBe(false)
})
