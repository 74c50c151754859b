/** What columns are called: Yahoo, yfinance, stooq, Nasdaq, NSE, DSE, investing.com, banks. */

export type Field = 'close' | 'open' | 'high' | 'low' | 'adjusted' | 'volume'

/** Lower case, letters and digits only: `<CLOSE>`, `Adj. Close` and `adj_close` lose their dress. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const DATE =
  /^(day|tag|time|timestamp|unix|unixtime|unixtimestamp|epoch|dateandtime|data|fecha|jour|handelstag|tanggal|tarih|zeit|zeitpunkt|uhrzeit|opentime|closetime|.{0,20}(date|datum|datetime|timestamp)|date.{0,10}|datum.{0,10})$/

/** Names that end like a date and are none of a bar. */
const NOT_DATE = /^(candidate|update|expirydate|expirationdate|maturitydate|exdate)$/

/** Better names first: a file with both `Close` and `Price` means `Close`. */
const NAMES: Readonly<Record<Field, readonly RegExp[]>> = {
  close: [
    /^(close|closing|closep|closeprice|closingprice|closeclosepriceadjustedforsplits)$/,
    /^(schluss|schluß|schlusskurs|schlußkurs|zamkniecie|zamknięcie|cierre|cloture|clôture|slotkoers|fermeture|chiusura|fechamento|penutupan|kapanış|kapanis)$/,
    /^(closelast|last|lastprice|ltp|lasttradedprice|lasttrade|price|kurs|settle|settlement|settlementprice|nav|último|ultimo|dernier|terakhir)$/,
    /^close(?!time|date)/,
  ],
  open: [
    /^(open|openp|openprice|openingprice|eröffnung|eroeffnung|eröffnungskurs|erster|otwarcie|apertura|ouverture|abertura|pembukaan)$/,
  ],
  high: [
    /^(high|highp|highprice|hoch|tageshoch|höchst|höchstkurs|najwyzszy|najwyższy|máximo|maximo|max|tertinggi)$/,
  ],
  low: [
    /^(low|lowp|lowprice|tief|tagestief|tiefst|tiefstkurs|najnizszy|najniższy|mínimo|minimo|min|terendah)$/,
  ],
  adjusted: [
    /^(adjclose|adjustedclose|adjusted|closeadj|closeadjusted|adjclosep|adjcloseadjustedcloseprice.{0,90}|bereinigt)$/,
  ],
  // the count of pieces before what may be money
  volume: [
    /^(stück|stücke|stueck|stuecke|stückzahl|pieces|shares|sharestraded|totaltradedquantity|tradedqty|quantity|anzahl|volumeshares)$/,
    /^(volume|vol|volumen|wolumen|tottrdqty)$/,
    /^umsatz$/,
  ],
}

/** Money that changed hands, counts of trades: never a price, and no volume where one is called so. */
const TURNOVER =
  /^(value|wert|amount|umsatz|turnover|.{0,24}turnover.{0,24}|(total)?tradedvalue|valuetraded|tradevalue|tottrdval|notional|obrot|obrót|quotevolume|quoteassetvolume|(vol|volume|volumen|umsatz|value)(in)?(eur|euro|usd|usdt|chf|gbp|inr|jpy|cny|lacs|crore|mn|mio))$/

/** Numbers beside a bar that are not its price. */
const BESIDE =
  /^(trade|trades|nooftrades|numberoftrades|tradescount|count|openint|openinterest|per|period|prev.{0,12}|previous.{0,12}|ycp|yesterday.{0,12}|change.{0,12}|chg.{0,8}|vwap|dividends?|stocksplits|splits?|52w.{0,8}|line|nr|no|id|index)$/

const SYMBOL =
  /^(symbol|ticker|tickers|instrument|wkn|isin|tradingcode|securitycode|scrip|scripcode)$/

const MONEY = /[€$£¥₹]|\b(eur|usd|usdt|chf|gbp|inr)\b/i

export const isDateName = (name: string): boolean => {
  const own = plain(name)
  return DATE.test(own) && !NOT_DATE.test(own)
}
export const isSymbolName = (name: string): boolean => SYMBOL.test(plain(name))

/** Named as money that changed hands. */
export const isTurnoverName = (name: string): boolean =>
  TURNOVER.test(plain(name)) || (/vol|umsatz/i.test(name) && MONEY.test(name))

/** Whether a column of that name can be the price when nothing else is. */
export const canBePrice = (name: string): boolean =>
  !isTurnoverName(name) && !isSymbolName(name) && !BESIDE.test(plain(name))

/** Whether a name is one of the fields of a bar. */
export const isFieldName = (name: string): boolean =>
  (Object.keys(NAMES) as Field[]).some(field => columnsNamed(field, [name]).length > 0)

/** Columns that fit the field by the best name that fits any; several only when equally good. */
export function columnsNamed(field: Field, columns: readonly string[]): readonly string[] {
  for (const pattern of NAMES[field]) {
    const fitting = columns.filter(column => {
      const own = plain(column)
      const isMoney = field === 'volume' ? own !== 'umsatz' && isTurnoverName(column) : false
      return pattern.test(own) && !isMoney
    })
    if (fitting.length > 0) return fitting
  }
  return []
}
