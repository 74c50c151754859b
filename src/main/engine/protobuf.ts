/**
 * Protocol buffers' wire format, as much of it as a SavedModel needs
 * (protobuf.dev/programming-guides/encoding). Written here because the generated classes that
 * tfjs-node ships took longer over a graph than TensorFlow did (docs/engine.md).
 */
export class MessageWriter {
  #bytes = new Uint8Array(64)
  #length = 0

  /** What was written. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** An integer, enum or boolean; of the negative numbers −1 alone. */
  integer(field: number, value: number | boolean): this {
    this.#varint(field * 8)
    return this.#varint(Number(value))
  }

  float(field: number, value: number): this {
    this.#varint(field * 8 + 5)
    return this.#append(new Uint8Array(Float32Array.of(value).buffer))
  }

  /** Text, bytes, or a message that was written before. */
  chunk(field: number, value: string | Uint8Array): this {
    const bytes = typeof value === 'string' ? Buffer.from(value) : value
    this.#varint(field * 8 + 2)
    this.#varint(bytes.length)
    return this.#append(bytes)
  }

  message(field: number, write: (inner: MessageWriter) => unknown): this {
    const inner = new MessageWriter()
    write(inner)
    return this.chunk(field, inner.bytes())
  }

  #varint(value: number): this {
    if (value < 0) return this.#append(minusOne)
    this.#reserve(10)
    let rest = value
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.#bytes[this.#length++] = rest
    return this
  }

  #append(bytes: ArrayLike<number>): this {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
    return this
  }

  #reserve(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#bytes.length) return
    const larger = new Uint8Array(2 * needed)
    larger.set(this.bytes())
    this.#bytes = larger
  }
}

/** −1 as a varint of 64 bits. */
const minusOne = [...Array(9).fill(0xff), 1]
