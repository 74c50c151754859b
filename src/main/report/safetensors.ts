import type { Weights, WeightTensor } from '../../shared/types.ts'

/**
 * The safetensors format (github.com/huggingface/safetensors, "Format"): eight bytes with the
 * header's length (little-endian), a JSON header padded with spaces to a multiple of eight, then
 * the tensors' bytes without gaps. Only F32 here, in PyTorch's names, shapes and row-major layout.
 */

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

/** Tensors by name, in name order, and a run's facts as `__metadata__`. */
export function writeSafetensors(
  weights: Weights,
  metadata: Readonly<Record<string, string>>
): Buffer {
  const names = Object.keys(weights).sort()
  const header: Record<string, unknown> = { __metadata__: metadata }
  const chunks: Buffer[] = []
  let offset = 0
  for (const name of names) {
    const bytes = bytesOf(name, weights[name]!)
    header[name] = {
      dtype: 'F32',
      shape: weights[name]!.shape,
      data_offsets: [offset, offset + bytes.length],
    }
    chunks.push(bytes)
    offset += bytes.length
  }
  return Buffer.concat([...headerBytes(header), ...chunks])
}

function headerBytes(header: Record<string, unknown>): Buffer[] {
  const text = Buffer.from(JSON.stringify(header), 'utf8')
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, ' ')])
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(padded.length))
  return [length, padded]
}

/** Little-endian whatever the machine. */
function bytesOf(name: string, { shape, data }: WeightTensor): Buffer {
  const count = shape.reduce((a, b) => a * b, 1)
  if (count !== data.length)
    throw new Error(`${name}: shape ${shape} does not hold ${data.length} numbers`)
  const bytes = Buffer.alloc(4 * data.length)
  for (const [i, v] of data.entries()) bytes.writeFloatLE(v, 4 * i)
  return bytes
}

/** Reads what `writeSafetensors` wrote. A file that is not of this form throws. */
export function readSafetensors(file: Buffer): {
  weights: Weights
  metadata: Record<string, string>
} {
  const length = Number(file.readBigUInt64LE(0))
  const header: Record<string, unknown> = JSON.parse(file.subarray(8, 8 + length).toString('utf8'))
  const { __metadata__: metadata, ...entries } = header
  const body = file.subarray(8 + length)
  const weights = Object.entries(entries).map(([name, e]) => [
    name,
    tensorOf(name, e as Entry, body),
  ])
  return {
    weights: Object.fromEntries(weights),
    metadata: (metadata ?? {}) as Record<string, string>,
  }
}

function tensorOf(
  name: string,
  { dtype, shape, data_offsets: [from, to] }: Entry,
  body: Buffer
): WeightTensor {
  if (dtype !== 'F32') throw new Error(`${name}: ${dtype} is not F32`)
  const data = new Float32Array((to - from) / 4)
  for (let i = 0; i < data.length; i++) data[i] = body.readFloatLE(from + 4 * i)
  return { shape, data }
}
