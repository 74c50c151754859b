import type { FrozenForecast } from '../../../src/shared/lab/diary-entry.ts'

/** Weekdays from a Monday on. */
export function weekdaysFrom(first: string, count: number): string[] {
  const days: string[] = []
  for (let at = Date.parse(`${first}T00:00:00Z`); days.length < count; at += 86_400_000)
    if (new Date(at).getUTCDay() % 6 !== 0) days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** Five days after Friday 3 May 2024, frozen that evening by an LSTM that sees 101, 102 … */
export function makeForecast(changes: Partial<FrozenForecast> = {}): FrozenForecast {
  const known = weekdaysFrom('2024-04-29', 5)
  return {
    kind: 'forecast',
    number: 1,
    frozenAt: '2024-05-03T21:00:00.000Z',
    symbol: 'TEST',
    source: 'yahoo',
    currency: 'USD',
    run: 'kq3x7d',
    quickLook: false,
    experiment: 'a'.repeat(64),
    revision: 'b'.repeat(64),
    used: 'c'.repeat(64),
    price: 'close',
    retrained: false,
    models: [{ name: 'lstm', cell: 'lstm' }],
    origin: '2024-05-03',
    knownTo: '2024-05-03',
    before: { dates: known, prices: [96, 97, 98, 99, 100] },
    dates: weekdaysFrom('2024-05-06', 5),
    guessed: [false, false, false, false, false],
    paths: {
      persistence: [100, 100, 100, 100, 100],
      drift: [101, 102, 103, 104, 105],
      lstm: [101, 102, 103, 104, 105],
    },
    bands: [
      { model: 'lstm', level: 0.8, low: [99, 99, 99, 99, 99], high: [103, 104, 105, 106, 107] },
    ],
    ...changes,
  }
}
