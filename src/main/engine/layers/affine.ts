import type { Block } from '../parameters.ts'

/** γ and β of a normalisation over `size` features: [size, 2]; fresh they are 1 and 0. */
export function affineBlock(module: string, size: number): Block {
  const rows = Array.from({ length: size }, (_, row) => row)
  return {
    name: module,
    rows: size,
    columns: 2,
    entries: [
      { name: `${module}.weight`, shape: [size], rows, column: 0, fresh: { value: 1 } },
      { name: `${module}.bias`, shape: [size], rows, column: 1, fresh: { value: 0 } },
    ],
  }
}
