/** Text as HTML or XML, in content and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  text
    // neither HTML nor XML has a place for these
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')

/** JSON that can stand inside a script element: no `<`, so nothing closes it. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value, roundNumbers)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')

/** Seven digits draw any chart; the CSV files hold the rest. NaN becomes null by itself. */
const roundNumbers = (_: string, v: unknown): unknown =>
  typeof v === 'number' && Number.isFinite(v) && !Number.isInteger(v) ? Number(v.toPrecision(7)) : v

/** Marks text as HTML, so that everything else is escaped. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | readonly Part[]

const render = (part: Part): string => {
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(render).join('')
  return escapeHtml(String(part))
}

/** HTML by template: what is put in is escaped unless it is HTML itself. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.reduce((out, s, i) => out + render(parts[i - 1] ?? '') + s))

export const raw = (text: string): Html => new Html(text)
export const none = new Html('')
