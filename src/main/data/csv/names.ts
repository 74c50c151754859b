/** What columns are called: Yahoo, yfinance, stooq, Nasdaq, investing.com, German and Polish banks. */

export type Field = 'close' | 'open' | 'high' | 'low' | 'adjusted' | 'volume'

/** Lower case, letters and digits only: `<CLOSE>`, `Adj. Close` and `adj_close` lose their dress. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const DATE = /^(date|datum|day|tag|time|timestamp|datetime|dateandtime|data|fecha|jour|handelstag)$/

/** Better names first: a file with both `Close` and `Price` means `Close`. */
const NAMES: Readonly<Record<Field, readonly RegExp[]>> = {
  close: [
    /^(close|closing|closeprice|closingprice|closeclosepriceadjustedforsplits)$/,
    /^(schluss|schluß|schlusskurs|schlußkurs|zamkniecie|cierre|cloture|clôture|slotkoers)$/,
    /^(closelast|last|lastprice|price|kurs|settle|settlement|value|wert)$/,
    /^close/,
  ],
  open: [/^(open|openprice|eröffnung|eroeffnung|eröffnungskurs|erster|otwarcie)$/],
  high: [/^(high|highprice|hoch|tageshoch|höchst|höchstkurs|najwyzszy)$/],
  low: [/^(low|lowprice|tief|tagestief|tiefst|tiefstkurs|najnizszy)$/],
  adjusted: [/^(adjclose|adjustedclose|adjusted|adjcloseadjustedcloseprice.*|bereinigt)$/],
  volume: [/^(volume|vol|volumen|stück|stücke|umsatz|wolumen|volumeshares)$/],
}

const SYMBOL = /^(symbol|ticker|instrument|wkn|isin)$/

export const isDateName = (name: string): boolean => DATE.test(plain(name))
export const isSymbolName = (name: string): boolean => SYMBOL.test(plain(name))

/** Columns that fit the field by the best name that fits any; several only when equally good. */
export function columnsNamed(field: Field, columns: readonly string[]): readonly string[] {
  for (const pattern of NAMES[field]) {
    const fitting = columns.filter(column => pattern.test(plain(column)))
    if (fitting.length > 0) return fitting
  }
  return []
}
