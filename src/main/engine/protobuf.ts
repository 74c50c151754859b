import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/**
 * A protocol-buffers message by its field numbers, over @bufbuild/protobuf's writer of the wire
 * format. The generated classes that tfjs-node ships took longer over a graph than TensorFlow did
 * (docs/engine.md), and TensorFlow's .proto files are not ours to compile.
 */
export class MessageWriter {
  readonly #wire = new BinaryWriter()

  /** What was written. */
  bytes(): Uint8Array {
    return this.#wire.finish()
  }

  /** An integer, enum or boolean. */
  integer(field: number, value: number | boolean): this {
    const number = Number(value)
    this.#wire.tag(field, WireType.Varint)
    // int64 goes through BigInt, ten times as long; both are the same varint
    if (number === (number | 0)) this.#wire.int32(number)
    else this.#wire.int64(number)
    return this
  }

  float(field: number, value: number): this {
    this.#wire.tag(field, WireType.Bit32).float(value)
    return this
  }

  /** Text or bytes. */
  chunk(field: number, value: string | Uint8Array): this {
    const bytes = typeof value === 'string' ? Buffer.from(value) : value
    this.#wire.tag(field, WireType.LengthDelimited).bytes(bytes)
    return this
  }

  /** A message within this one, written by the same writer. */
  message(field: number, write: (inner: this) => unknown): this {
    this.#wire.tag(field, WireType.LengthDelimited).fork()
    write(this)
    this.#wire.join()
    return this
  }
}
