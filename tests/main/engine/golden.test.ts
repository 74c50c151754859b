import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  compareGolden,
  isClose,
  isUndecidable,
  listGolden,
  readGolden,
} from '../../support/golden.ts'

// The witness is PyTorch: forward, every gradient, five Adam steps with and without clipping.
// ../shared/golden is the project's reference; tests/fixtures/golden holds its copies.
const shared = join(import.meta.dirname, '../../../../shared/golden')
const copies = join(import.meta.dirname, '../../fixtures/golden')

const folders = existsSync(shared) ? { '../shared/golden': shared, copies } : { copies }

describe.each(Object.entries(folders))('the engine against %s', (_, folder) => {
  it.each(listGolden(folder))('agrees with PyTorch in %s', file => {
    const deviations = compareGolden(readGolden(folder, file))
    expect(deviations.length).toBeGreaterThan(20)
    expect(deviations.filter(deviation => !isClose(deviation))).toEqual([])
  })
})

describe('the golden check', () => {
  const golden = readGolden(copies, 'lstm-1layer.json')
  const halves = golden.training.final['fc.weight']?.data.map(value => value * 1.0001) ?? []
  const final = { ...golden.training.final, 'fc.weight': { shape: [1, 4], data: halves } }

  it('sees a weight that is off by a ten-thousandth, and does not call it noise', () => {
    const wrong = compareGolden({ ...golden, training: { ...golden.training, final } })
    const failing = wrong.filter(d => !isClose(d))
    expect(failing.map(d => d.what)).toEqual(['final fc.weight'])
    expect(failing.some(isUndecidable)).toBe(false)
  })

  it('sees a missing number', () => {
    const [, ...rest] = golden.prediction.data
    const short = { ...golden, prediction: { shape: [2, 1], data: rest } }
    expect(compareGolden(short).filter(d => !isClose(d)).length).toBe(1)
  })

  it('says what is wrong with a folder or a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'golden-'))
    try {
      expect(() => listGolden(folder)).toThrow('holds no .json file')
      expect(() => listGolden(join(folder, 'none'))).toThrow('cannot be read as a folder')
      writeFileSync(join(folder, 'a.json'), '{')
      expect(() => readGolden(folder, 'a.json')).toThrow('a.json is not JSON')
      writeFileSync(join(folder, 'b.json'), '{"cell": "rnn"}')
      expect(() => readGolden(folder, 'b.json')).toThrow('b.json has no layers')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
