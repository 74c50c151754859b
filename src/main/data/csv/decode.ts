/** Bytes of a text file to text; or why it is none. */
export type Decoded = { readonly text: string } | { readonly reason: string }

const startsWith = (bytes: Uint8Array, mark: readonly number[]) =>
  mark.every((byte, i) => bytes[i] === byte)

/**
 * UTF-8, or UTF-16 when its mark stands at the start. What is not valid UTF-8 is taken as
 * Windows-1252, in which German Excel still writes. NUL bytes mean that it is no text at all.
 */
export function decodeText(input: string | Uint8Array): Decoded {
  const known = typeof input === 'string' ? null : binaryReason(input)
  if (known !== null) return { reason: known }
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decodeBytes(input)
  if (text.includes('\0')) return { reason: 'it is not a text file' }
  if (text.trim() === '') return { reason: 'it is empty' }
  const other = otherFormat(text)
  if (other !== null) return { reason: other }
  // One kind of line end: csv-parse counts a \r\n within quotes as two lines.
  return { text: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text }
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

/** Files that people rename to .csv, by the bytes they begin with. */
function binaryReason(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return asCsv('a workbook or a zip')
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return asCsv('an Excel workbook')
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return asCsv('a PDF')
  return startsWith(bytes, [0x1f, 0x8b]) ? 'it is packed (gzip); unpack it first' : null
}

const asCsv = (what: string) => `it is ${what}, not a CSV; save the prices as CSV first`

const HTML = /^<(?:!doctype|\?xml|html|head|body|table|div|span|meta|script|!--)\b/i

/** Text of another kind under the name of a table; stooq's `<TICKER>,` begins with a sign of HTML, too. */
function otherFormat(text: string): string | null {
  const start = text.slice(0, 2000).trimStart()
  if (HTML.test(start)) return asCsv('a web page (HTML or XML)')
  if (/^[[{]\s*(?:[[{"]|$)/.test(start) || /^[[{]\s*[\]}]/.test(start)) return asCsv('JSON')
  return null
}
