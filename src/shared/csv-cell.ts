/** With these a spreadsheet begins a formula; tab and return may stand before one. */
const formula = /^[=+\-@\t\r]/

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * A text as the cell of a CSV: what a spreadsheet would run as a formula gets an apostrophe before it,
 * so that a name which somebody else chose stays a name. Numbers stay numbers.
 */
export const csvText = (text: string): string =>
  formula.test(text) && !number.test(text) ? `'${text}` : text
