import { describe, expect, it } from 'vitest'
import { describeLeakage, leakageHeight, makeLeakage } from '../../../src/shared/charts/leakage.ts'
import { lightTheme } from '../../../src/shared/charts/theme.ts'
import { makeLeakageMap, type Sightings, stageIds } from '../../../src/shared/lab/leakage.ts'
import { prepareChosen } from '../../../src/shared/lab/prepare.ts'
import { readableOption } from './readable-option.ts'

const look = { theme: lightTheme, width: 640, height: 160 }
const bars = 30
const dates = Array.from({ length: bars }, (_, i) => `2024-01-${String(i + 1).padStart(2, '0')}`)
const spec = {
  protocol: 'sealed',
  window: 3,
  trainShare: 0.5,
  validationShare: 0.25,
  horizon: 2,
} as const

/** 26 windows: 13 train, 6 validation, 7 test; window i's target is bar i + 4. A scaler that saw one day too many. */
function someMap() {
  const prepared = prepareChosen(
    { dates, prices: Float64Array.from(dates, (_, i) => 10 + i) },
    spec
  )
  if (!prepared.ok) throw new Error(prepared.failure.kind)
  const upTo = (start: number, end: number) =>
    Array.from({ length: end - start + 1 }, (_, k) => start + k)
  const none = { bars: [], reach: null }
  const seen: Partial<Sightings> = {
    scaler: { bars: upTo(1, 17), reach: 17 },
    'hindcast-truth': { bars: [0, ...upTo(21, 22)], reach: null },
    verdict: { bars: upTo(17, 22), reach: 24 },
  }
  const sightings = Object.fromEntries(stageIds.map(id => [id, seen[id] ?? none]))
  const scene = { run: 'aaaaaa', prepared: prepared.value, testOpen: false, horizon: 2 }
  return makeLeakageMap(scene, sightings as unknown as Sightings)
}

describe('the chart of what each stage read', () => {
  it('draws bars, limits and what lies beyond them as stored', async () => {
    const option = makeLeakage(someMap(), look)
    await expect(readableOption(option)).toMatchFileSnapshot('snapshots/leakage.txt')
  })

  it('has a row for each stage that the run has, and marks those that saw too much', () => {
    const { yAxis } = makeLeakage(someMap(), look) as { yAxis: { data: string[] } }
    expect(yAxis.data).toEqual(['⚠ Scaler', '⚠ Verdict', 'Hindcast, the truth'])
    expect(leakageHeight(someMap())).toBe(24 + 26 + 3 * 23)
  })

  it('says in words what was read, and by how much too far', () => {
    const map = someMap()
    expect(describeLeakage(map)).toMatch(
      /^Which of 30 days each stage read\. Something saw days it may not see: Scaler and Verdict\. Scaler: 2 Jan 2024 to 18 Jan 2024;/
    )
    expect(map.violations).toMatchObject([
      {
        stage: 'scaler',
        how: 'read',
        first: '2024-01-18',
        last: '2024-01-18',
        limit: '2024-01-17',
      },
      { stage: 'verdict', how: 'changed', first: '2024-01-24', last: '2024-01-25' },
    ])
    expect(map.violations[1]?.sentence).toBe(
      'Verdict: it comes out differently when days up to 25 Jan 2024 are altered, and may see none after 23 Jan 2024.'
    )
  })
})
