import Holidays from 'date-holidays'
import type { IsoDate } from '../../shared/types.ts'

/**
 * What is known of exchanges, by the codes Yahoo uses. Rules are in the grammar of date-holidays:
 * `easter -2` is Good Friday, `substitutes` add a day and keep the day itself.
 *
 * `knownUntil` is the last year whose closing days we dare to state; a later one is a guess.
 * Where feasts are proclaimed year by year (India, China, Korea) it is 0: every date is a guess.
 */
export interface Exchange {
  readonly timeZone: string
  /** Minutes after local midnight at which the last trade of a day is done. */
  readonly closes: number
  readonly weekdays: readonly number[]
  readonly knownUntil: number
  readonly holidays: HolidayRules
}

/** Either an exchange's own rules, or all public (and bank) holidays of a country. */
type HolidayRules =
  | { readonly rules: readonly string[] }
  | { readonly country: string; readonly state?: string; readonly banks?: boolean }

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5] as const
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6] as const
const at = (hours: number, minutes = 0) => hours * 60 + minutes

const NEAREST = 'and if sunday then next monday if saturday then previous friday'
const CHRISTMAS_MOVED = [
  '12-25 and if saturday then next monday if sunday then next tuesday',
  '12-26 and if saturday,sunday then next monday',
]
const EASTER = ['easter -2', 'easter 1']

/**
 * New Year on a Saturday is not kept on Friday (NYSE rule 7.2: not at the end of a year's books),
 * so 2021-12-31 was open; Juneteenth is kept since 2022. The NYSE publishes three years ahead.
 */
const NEW_YORK: Exchange = {
  timeZone: 'America/New_York',
  closes: at(16),
  weekdays: MONDAY_TO_FRIDAY,
  knownUntil: 2028,
  holidays: {
    rules: [
      '01-01 and if sunday then next monday',
      '3rd monday in January since 1998',
      '3rd monday in February',
      'easter -2',
      'monday before 06-01',
      `06-19 ${NEAREST} since 2022`,
      `07-04 ${NEAREST}`,
      '1st monday in September',
      '4th thursday in November',
      `12-25 ${NEAREST}`,
    ],
  },
}

const TORONTO: Exchange = {
  timeZone: 'America/Toronto',
  closes: at(16),
  weekdays: MONDAY_TO_FRIDAY,
  knownUntil: 2027,
  holidays: {
    rules: [
      '01-01 and if saturday,sunday then next monday',
      '3rd monday in February since 2008',
      'easter -2',
      'monday before 05-25',
      '07-01 and if saturday,sunday then next monday',
      '1st monday in August',
      '1st monday in September',
      '2nd monday in October',
      ...CHRISTMAS_MOVED,
    ],
  },
}

const european = (timeZone: string, closes: number, more: readonly string[]): Exchange => ({
  timeZone,
  closes,
  weekdays: MONDAY_TO_FRIDAY,
  knownUntil: 2027,
  holidays: { rules: ['01-01', ...EASTER, '05-01', '12-25', '12-26', ...more] },
})

const byCountry = (
  timeZone: string,
  closes: number,
  knownUntil: number,
  holidays: HolidayRules
): Exchange => ({ timeZone, closes, weekdays: MONDAY_TO_FRIDAY, knownUntil, holidays })

const LONDON = byCountry('Europe/London', at(16, 35), 2027, { country: 'GB', state: 'ENG' })
const XETRA = european('Europe/Berlin', at(17, 35), ['12-24', '12-31'])
const FRANKFURT = european('Europe/Berlin', at(22), ['12-24', '12-31'])
const MILAN = european('Europe/Rome', at(17, 35), ['08-15', '12-24', '12-31'])
const ZURICH = european('Europe/Zurich', at(17, 35), [
  '01-02',
  'easter 39',
  'easter 50',
  '08-01',
  '12-24',
  '12-31',
])
const SYDNEY = byCountry('Australia/Sydney', at(16, 15), 2027, {
  rules: [
    '01-01 and if saturday,sunday then next monday',
    '01-26 and if saturday,sunday then next monday',
    ...EASTER,
    '04-25',
    '2nd monday in June',
    ...CHRISTMAS_MOVED,
  ],
})
const TOKYO = byCountry('Asia/Tokyo', at(15, 30), 2027, { country: 'JP', banks: true })
/** Lunar feasts are computed, the government's list appears one year ahead. */
const HONG_KONG = byCountry('Asia/Hong_Kong', at(16, 10), 2026, { country: 'HK' })
const INDIA = byCountry('Asia/Kolkata', at(15, 30), 0, { country: 'IN' })
const CHINA = byCountry('Asia/Shanghai', at(15), 0, { country: 'CN' })
const KOREA = byCountry('Asia/Seoul', at(15, 30), 0, { country: 'KR' })

/** Traded round the clock in UTC; nothing is ever closed. */
const CRYPTO: Exchange = {
  timeZone: 'UTC',
  closes: at(24),
  weekdays: EVERY_DAY,
  knownUntil: 9999,
  holidays: { rules: [] },
}

const EXCHANGES: Readonly<Record<string, Exchange>> = {
  // Nasdaq (global select, global, capital), NYSE, Arca, American, BATS, and New York's indices
  ...Object.fromEntries(
    ['NMS', 'NGM', 'NCM', 'NYQ', 'PCX', 'ASE', 'BTS', 'NAS', 'NYS', 'SNP', 'NIM', 'DJI', 'WCB'].map(
      code => [code, NEW_YORK]
    )
  ),
  TOR: TORONTO,
  VAN: TORONTO,
  LSE: LONDON,
  FGI: LONDON,
  GER: XETRA,
  FRA: FRANKFURT,
  PAR: european('Europe/Paris', at(17, 35), []),
  AMS: european('Europe/Amsterdam', at(17, 35), []),
  BRU: european('Europe/Brussels', at(17, 35), []),
  LIS: european('Europe/Lisbon', at(16, 35), []),
  MCE: european('Europe/Madrid', at(17, 35), []),
  MIL: MILAN,
  EBS: ZURICH,
  ASX: SYDNEY,
  JPX: TOKYO,
  TSE: TOKYO,
  OSA: TOKYO,
  HKG: HONG_KONG,
  NSI: INDIA,
  BSE: INDIA,
  SHH: CHINA,
  SHZ: CHINA,
  KSC: KOREA,
  KOE: KOREA,
  CCC: CRYPTO,
}

/** The exchange of a code as Yahoo gives it, or null when it is not in the table. */
export const exchangeOf = (code: string | null): Exchange | null =>
  (code !== null && EXCHANGES[code]) || null

const observers = new WeakMap<Exchange, Holidays>()
const years = new Map<Exchange, Map<number, ReadonlySet<IsoDate>>>()

function observerOf({ holidays }: Exchange): Holidays {
  if ('country' in holidays) {
    return holidays.state
      ? new Holidays(holidays.country, holidays.state)
      : new Holidays(holidays.country)
  }
  const observer = new Holidays()
  for (const rule of holidays.rules) {
    const taken = observer.setHoliday(rule, { name: { en: rule }, type: 'public' })
    if (!taken) throw new Error(`date-holidays does not understand "${rule}"`)
  }
  return observer
}

/** Every day of the year on which the exchange keeps a holiday, weekends among them. */
export function closedDays(exchange: Exchange, year: number): ReadonlySet<IsoDate> {
  const known = years.get(exchange) ?? new Map<number, ReadonlySet<IsoDate>>()
  years.set(exchange, known)
  const cached = known.get(year)
  if (cached) return cached
  const observer = observers.get(exchange) ?? observerOf(exchange)
  observers.set(exchange, observer)
  const types = 'banks' in exchange.holidays ? ['public', 'bank'] : ['public']
  const days = observer.getHolidays(year).filter(day => types.includes(day.type))
  const closed = new Set(days.map(day => day.date.slice(0, 10)))
  known.set(year, closed)
  return closed
}
