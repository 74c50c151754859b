import { describe, expect, it } from 'vitest'
import {
  type ControlRow,
  controlTable,
  runRidgeControl,
  shareBetter,
} from '../../../src/shared/lab/controls.ts'

describe('the controls, with ridge over 20 seeds', () => {
  it('call at most 5 % better on a random walk, where nothing is', () => {
    const rows = runRidgeControl('random-walk')
    expect(rows).toHaveLength(20)
    expect(shareBetter(rows, 'random-walk')).toBeLessThanOrEqual(0.05)
  })

  it('call ridge better on momentum in at least 18 of 20, with a skill below φ² = 0.25', () => {
    const [summary] = controlTable(runRidgeControl('momentum'))
    expect(summary!.better).toBeGreaterThanOrEqual(18)
    expect(summary!.medianSkill).toBeGreaterThan(0.15)
    expect(summary!.medianSkill).toBeLessThan(0.25)
  })
})

describe('controlTable', () => {
  const row = (facts: Partial<ControlRow>): ControlRow => ({
    sample: 'momentum',
    seed: 1,
    model: 'lstm',
    outcome: 'better',
    skill: 0.2,
    adjustedP: 0.01,
    ...facts,
  })

  it('counts by sample and model', () => {
    const rows = [
      row({}),
      row({ seed: 2, skill: 0.1 }),
      row({ seed: 3, outcome: 'worse', skill: -0.1 }),
      row({ model: 'gru', outcome: 'too few', skill: null }),
      row({ sample: 'random-walk', outcome: 'not distinguishable', skill: 0 }),
    ]
    const none = { better: 0, notDistinguishable: 0, worse: 0, tooFew: 0 }
    expect(controlTable(rows)).toEqual([
      {
        ...none,
        sample: 'momentum',
        model: 'lstm',
        seeds: 3,
        better: 2,
        worse: 1,
        medianSkill: 0.1,
      },
      { ...none, sample: 'momentum', model: 'gru', seeds: 1, tooFew: 1, medianSkill: null },
      {
        ...none,
        sample: 'random-walk',
        model: 'lstm',
        seeds: 1,
        notDistinguishable: 1,
        medianSkill: 0,
      },
    ])
    expect(shareBetter(rows, 'momentum')).toBe(0.5)
    expect(controlTable(rows.slice(0, 2))[0]!.medianSkill).toBeCloseTo(0.15, 14)
  })
})
