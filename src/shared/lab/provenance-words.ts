import { displayName, formatCount, formatDate, formatSigned, nbsp } from '../charts/format.ts'
import type { Provenance, RevisionsSince } from '../lab-wire.ts'
import { machineRows } from './proof-words.ts'

/** A name, a short value to read, and the whole of it where that is longer. */
export interface ProvenanceFact {
  readonly name: string
  readonly value: string
  readonly full: string
  readonly isHash: boolean
}

/** Everything that has to be the same for the same numbers to come out, one fact a row. */
export function provenanceFacts(p: Provenance): ProvenanceFact[] {
  const fact = (name: string, value: string, full = value) => ({
    name,
    value,
    full,
    isHash: false,
  })
  const hash = (name: string, full: string) => ({
    name,
    value: full.slice(0, 16),
    full,
    isHash: true,
  })
  // the same words on every machine: not the reader's own clock
  const instant = (name: string, iso: string) =>
    fact(name, `${formatDate(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC`, iso)
  const { series, revision, used, hashes } = p
  const { source, symbol, file } = series
  return [
    fact('Series', source === 'simulated' ? `${symbol}, simulated` : symbol),
    fact('Source', file ?? sourceNames[source]),
    fact('Price column', p.price === 'close' ? 'close' : 'adjusted close'),
    fact(
      'Days used',
      `${formatCount(used.bars)}, ${formatDate(used.first)} to ${formatDate(used.last)}`
    ),
    fact('Revision', `${revision.number} of ${p.revisions.length}`),
    fact('As of', formatDate(revision.asOf)),
    instant(
      revision.fetchedAt ? 'Fetched' : 'Kept since',
      revision.fetchedAt ?? revision.createdAt
    ),
    fact('Adjustment stamp', revision.stamp ?? 'none: the source named no dividend or split'),
    fact('Last adjustment in the bars', adjustmentWords(p)),
    hash('Hash of the series', hashes.series.recorded),
    fact('Series hashed again', checkWords(hashes.series)),
    hash('Hash of the days used', hashes.used.recorded),
    fact('Days hashed again', checkWords(hashes.used)),
    fact('Seed', String(p.seed)),
    hash('Hash of the experiment', p.experimentHash),
    hash('Without its seed (one try)', p.tryHash),
    ...p.weights.map(({ model, phase, hash: own }) => {
      const which = phase === 'train' ? '' : ', second training'
      return hash(`Weights of ${displayName(model)}${which}`, own ?? 'none')
    }),
    ...machineRows(p.before, p.now).map(([name, then, now]) =>
      // an engine that has not started yet says nothing
      fact(name, then === now || now === 'unknown' ? then : `${then} (now ${now})`)
    ),
  ]
}

const sourceNames = { yahoo: 'Yahoo', csv: 'CSV file', simulated: 'simulated' } as const

const checkWords = ({ recorded, now }: { recorded: string; now: string | null }): string => {
  if (now === null) return 'the stored bars cannot be read any more'
  return now === recorded ? 'the same' : 'different: the stored bars were changed'
}

function adjustmentWords({ adjustment }: Provenance): string {
  if (!adjustment) return 'none: adjusted ÷ close never changes'
  const { date, factor } = adjustment
  return `${formatDate(date)}: before it adjusted prices are ${formatSigned(100 * (factor - 1), 2)}${nbsp}%`
}

/** “History was revised since: 41 days moved, 5 of them in what this run read.” */
export function sinceWords({ movedDays, movedDaysInUse, addedDays }: RevisionsSince): string {
  const days = (n: number) => (n === 1 ? '1 day' : `${formatCount(n)} days`)
  const went = addedDays === 0 ? '' : ` ${days(addedDays)} came after.`
  if (movedDays === 0) return `The series went on since; no day that was known moved.${went}`
  const read =
    movedDaysInUse === 0
      ? 'none of them in what this run read'
      : `${formatCount(movedDaysInUse)} of them in what this run read`
  return `History was revised since: ${days(movedDays)} moved, ${read}.${went}`
}
