/** Bytes of a text file to text; or why it is none. */
export type Decoded = { readonly text: string } | { readonly reason: string }

const startsWith = (bytes: Uint8Array, mark: readonly number[]) =>
  mark.every((byte, i) => bytes[i] === byte)

/**
 * UTF-8, or UTF-16 when its mark stands at the start. What is not valid UTF-8 is taken as
 * Windows-1252, in which German Excel still writes. NUL bytes mean that it is no text at all.
 */
export function decodeText(input: string | Uint8Array): Decoded {
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decodeBytes(input)
  if (text.includes('\0')) return { reason: 'it is not a text file' }
  if (text.trim() === '') return { reason: 'it is empty' }
  // One kind of line end: csv-parse counts a \r\n within quotes as two lines.
  return { text: text.replace(/\r\n?/g, '\n') }
}

function decodeBytes(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes) // any byte is a letter there
  }
}
