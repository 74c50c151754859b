import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** `count` numbers, uniform in [low, high), the same for the same seed. */
export function uniform(count: number, seed: number, low = -1, high = 1): Float32Array {
  const generator = xoroshiro128plus(seed)
  for (let i = 0; i < 32; i++) generator.next() // small seeds begin alike
  const one = () => (generator.next() >>> 0) / 2 ** 32
  return Float32Array.from({ length: count }, () => low + (high - low) * one())
}
