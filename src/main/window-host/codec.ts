/**
 * Writes values as text and reads them again, keeping what the structured clone keeps and JSON
 * loses: `undefined`, NaN, infinities, −0, bigint, Date, RegExp, Error, Map, Set, ArrayBuffer, DataView
 * and typed arrays. Long arrays of plain numbers travel as the base64 of their doubles: a tenth
 * of the time of their decimal digits. Refused, as Electron's own wire refuses them: functions and
 * symbols. Refused beyond that: cycles, which no value of the contract has.
 */
export interface Codec {
  /** Throws a DataCloneError for what cannot cross. */
  encode(value: unknown): string
  decode(text: string): unknown
}

/**
 * Makes a codec. Stands alone, with everything it needs inside: its source also goes into the
 * page, where there are no imports.
 */
export function makeCodec(): Codec {
  /** Shorter arrays are cheaper as digits. */
  const packedFrom = 32
  const viewNames = [
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'Float32Array',
    'Float64Array',
    'BigInt64Array',
    'BigUint64Array',
    'DataView',
  ]
  /** Newer than the compiler's library: there in Chromium from 140 on, not in Node 24. */
  type Base64Bytes = Uint8Array & { toBase64?: () => string }
  type Base64Class = { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }
  type Node = { Buffer?: typeof Buffer }
  type Tagged = { $: string; v?: unknown }
  type ViewClass = new (buffer: ArrayBuffer) => ArrayBufferView

  const toBase64 = (bytes: Base64Bytes): string => {
    if (bytes.toBase64) return bytes.toBase64()
    const buffer = (globalThis as Node).Buffer
    if (buffer) return buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
    let text = ''
    // an argument list of a whole file would overflow the stack
    for (let at = 0; at < bytes.length; at += 0x8000)
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
    return btoa(text)
  }
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
    const { fromBase64: native } = Uint8Array as Base64Class
    if (native) return native.call(Uint8Array, text)
    const buffer = (globalThis as Node).Buffer
    // copied, because Node hands small buffers out of a shared pool
    if (buffer) return new Uint8Array(buffer.from(text, 'base64'))
    return Uint8Array.from(atob(text), letter => letter.charCodeAt(0))
  }

  const kindOf = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1)
  const refuse = (what: string): never => {
    throw new DOMException(`${what} could not be cloned.`, 'DataCloneError')
  }
  const bytesOf = (view: ArrayBufferView) =>
    toBase64(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))

  const encodeNumber = (value: number): unknown =>
    Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) }

  const encodeArray = (value: readonly unknown[], above: Set<unknown>): unknown => {
    const isLong = value.length >= packedFrom
    if (isLong && value.every(item => typeof item === 'number'))
      return { $: 'numbers', v: bytesOf(Float64Array.from(value)) }
    return Array.from(value, item => encodeAny(item, above))
  }
  const encodeFields = (value: object, above: Set<unknown>): unknown => {
    const fields = Object.entries(value).map(([key, item]) => [key, encodeAny(item, above)])
    const plain: unknown = Object.fromEntries(fields)
    return Object.hasOwn(value, '$') ? { $: 'object', v: plain } : plain
  }
  const encodeObject = (value: object, above: Set<unknown>): unknown => {
    const kind = kindOf(value)
    if (Array.isArray(value)) return encodeArray(value, above)
    if (ArrayBuffer.isView(value)) return { $: 'view', k: kind, v: bytesOf(value) }
    if (value instanceof ArrayBuffer || kind === 'ArrayBuffer')
      return { $: 'buffer', v: toBase64(new Uint8Array(value as ArrayBuffer)) }
    if (kind === 'Date') return { $: 'date', v: encodeNumber((value as Date).getTime()) }
    if (kind === 'RegExp')
      return { $: 'regexp', v: (value as RegExp).source, f: (value as RegExp).flags }
    if (kind === 'Error') {
      const { name, message, stack } = value as Error
      return { $: 'error', v: message, n: name, s: stack }
    }
    if (kind === 'Map')
      return { $: 'map', v: encodeArray([...(value as Map<unknown, unknown>)], above) }
    if (kind === 'Set') return { $: 'set', v: encodeArray([...(value as Set<unknown>)], above) }
    if (kind === 'Object') return encodeFields(value, above)
    return refuse(`A value of the kind ${kind}`)
  }
  const encodeAny = (value: unknown, above: Set<unknown>): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') return encodeNumber(value)
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
    if (typeof value !== 'object') return refuse(`A ${typeof value}`)
    if (above.has(value)) return refuse('A value that contains itself')
    above.add(value)
    const encoded = encodeObject(value, above)
    above.delete(value)
    return encoded
  }

  const decodeError = ({ v, n, s }: { v: string; n: string; s?: string }) =>
    Object.assign(new Error(v), { name: n, ...(s === undefined ? {} : { stack: s }) })
  const decodeView = ({ k, v }: { k: string; v: string }) => {
    if (!viewNames.includes(k)) throw new Error(`no such view: ${k}`)
    const View = (globalThis as unknown as Record<string, ViewClass>)[k]!
    return new View(fromBase64(v).buffer)
  }
  const decodeFields = (value: object) =>
    // defines rather than assigns: a key `__proto__` stays a key
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decodeAny(item)]))
  const decoders: Record<string, (tagged: never) => unknown> = {
    undefined: () => undefined,
    number: ({ v }: { v: string }) => Number(v),
    numbers: ({ v }: { v: string }) => Array.from(new Float64Array(fromBase64(v).buffer)),
    bigint: ({ v }: { v: string }) => BigInt(v),
    date: ({ v }: { v: unknown }) => new Date(decodeAny(v) as number),
    regexp: ({ v, f }: { v: string; f: string }) => new RegExp(v, f),
    error: decodeError,
    buffer: ({ v }: { v: string }) => fromBase64(v).buffer,
    view: decodeView,
    map: ({ v }: { v: unknown }) => new Map(decodeAny(v) as [unknown, unknown][]),
    set: ({ v }: { v: unknown }) => new Set(decodeAny(v) as unknown[]),
    object: ({ v }: { v: object }) => decodeFields(v),
  }
  const decodeAny = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(decodeAny)
    if (!Object.hasOwn(value, '$')) return decodeFields(value)
    const tagged = value as Tagged
    if (!Object.hasOwn(decoders, tagged.$)) throw new Error(`no such tag: ${tagged.$}`)
    return decoders[tagged.$]!(tagged as never)
  }

  return {
    encode: value => JSON.stringify(encodeAny(value, new Set())),
    decode: text => decodeAny(JSON.parse(text)),
  }
}
