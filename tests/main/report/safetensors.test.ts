import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSafetensors, writeSafetensors } from '../../../src/main/report/safetensors.ts'

// Witness: tests/fixtures/report/read_safetensors.py with safetensors and numpy on `lstm.safetensors`,
// which is what `example` below writes.
const witness = JSON.parse(
  readFileSync(new URL('../../fixtures/report/safetensors-witness.json', import.meta.url), 'utf8')
)
const stored = readFileSync(new URL('../../fixtures/report/lstm.safetensors', import.meta.url))

const ramp = (...shape: number[]) => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (i - 3) / 7),
})
const example = {
  'lstm.weight_ih_l0': ramp(8, 1),
  'lstm.weight_hh_l0': ramp(8, 2),
  'lstm.bias_ih_l0': ramp(8),
  'lstm.bias_hh_l0': ramp(8),
  'fc.weight': ramp(1, 2),
  'fc.bias': ramp(1),
}
const metadata = { format: 'pt', run: '20240502-nflx-k3f9', cell: 'lstm' }

describe('writeSafetensors', () => {
  it('writes the very bytes that the safetensors package read', () => {
    expect(writeSafetensors(example, metadata).equals(stored)).toBe(true)
  })

  it('is read by the safetensors package with names, shapes, numbers and metadata as given', () => {
    expect(witness.metadata).toEqual(metadata)
    for (const [name, { shape, data }] of Object.entries(example)) {
      const sha256 = createHash('sha256').update(Buffer.from(data.buffer)).digest('hex')
      expect(witness.tensors[name]).toEqual({ dtype: 'float32', shape, first: data[0], sha256 })
    }
    expect(Object.keys(witness.tensors)).toHaveLength(6)
  })

  it('aligns its header to eight bytes', () => {
    const length = Number(writeSafetensors(example, { note: 'é' }).readBigUInt64LE(0))
    expect(length % 8).toBe(0)
  })

  it('reads back what it wrote', () => {
    expect(readSafetensors(writeSafetensors(example, metadata))).toEqual({
      weights: example,
      metadata,
    })
  })

  it('refuses a shape that its numbers do not fill', () => {
    const wrong = { 'fc.bias': { shape: [2], data: new Float32Array(3) } }
    expect(() => writeSafetensors(wrong, {})).toThrow('fc.bias: shape 2 does not hold 3 numbers')
  })
})
