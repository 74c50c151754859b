/**
 * Whether a diary is the one that was written. Each entry holds the hash of the one before it, so an
 * edited entry no longer has the hash that others remember. The head file beside the database
 * remembers every hash too, and so notices a chain that was rewritten to its end or cut short.
 */

/** A row as it stands in the database. */
export interface ChainRow {
  /** Where it stands: 1, 2, 3 … */
  readonly position: number
  /** Where its hashed text says that it stands; null when that cannot be read. */
  readonly number: number | null
  readonly previous: string
  /** As stored, and as computed afresh from `previous` and the text. */
  readonly hash: string
  readonly recomputed: string
}

/** What is known of the chain outside its table. */
export interface ChainWitness {
  /**
   * By number, oldest first, as the head file has them, empty where a row stood that is none of
   * ours; null without a readable file.
   */
  readonly hashes: readonly string[] | null
  /** The highest number that this very database ever held. */
  readonly everHeld: number
}

export type FaultKind = 'changed' | 'rewritten' | 'removed' | 'exchanged' | 'moved' | 'inserted'

export interface ChainFault {
  readonly kind: FaultKind
  /** The entry it names; of one inserted, its place. */
  readonly number: number
}

export interface ChainState {
  /**
   * `older`: sound, but the head file knows of more than this database ever held.
   * `unwitnessed`: sound, but there is no head file to hold it against.
   */
  readonly state: 'empty' | 'intact' | 'older' | 'unwitnessed' | 'broken'
  readonly count: number
  /** Hash of the newest entry. */
  readonly head: string | null
  readonly faults: readonly ChainFault[]
  /** How many entries the head file knows; null without one. */
  readonly witnessed: number | null
}

/** Hash of nothing: what the first entry follows. */
export const chainStart = '0'.repeat(64)

/** Checks a whole chain, rows by position, and names what is wrong with it. */
export function checkChain(rows: readonly ChainRow[], witness: ChainWitness): ChainState {
  const faults = [...faultsOf(rows, witness)].toSorted((a, b) => a.number - b.number)
  const state = stateOf(rows, witness, faults)
  return {
    state,
    count: rows.length,
    head: rows.at(-1)?.hash ?? null,
    faults,
    witnessed: witness.hashes?.length ?? null,
  }
}

function stateOf(
  rows: readonly ChainRow[],
  { hashes, everHeld }: ChainWitness,
  faults: readonly ChainFault[]
): ChainState['state'] {
  if (faults.length > 0) return 'broken'
  if (hashes === null) return rows.length === 0 && everHeld === 0 ? 'empty' : 'unwitnessed'
  if (hashes.length > rows.length) return 'older'
  return rows.length === 0 ? 'empty' : 'intact'
}

const isSound = (row: ChainRow) => row.recomputed === row.hash && row.number !== null

function* faultsOf(rows: readonly ChainRow[], witness: ChainWitness): Generator<ChainFault> {
  const inserted = findInserted(rows, witness)
  const kept = rows.filter(row => !inserted.has(row))
  for (const { position } of inserted) yield { kind: 'inserted', number: position }
  const sound = kept.filter(isSound)
  for (const { position } of kept.filter(row => !isSound(row)))
    yield { kind: 'changed', number: position }
  yield* findMoved(sound)
  for (const number of findRemoved(kept, witness)) yield { kind: 'removed', number }
  yield* findRehashed(sound, witness)
}

/** Where a row belongs: by its own text if that can be believed, else where it stands. */
const placeOf = (row: ChainRow): number => (isSound(row) ? row.number : null) ?? row.position

/** Rows that nobody remembers: two of one number, or one that the head file has no hash for. */
function findInserted(rows: readonly ChainRow[], { hashes }: ChainWitness): Set<ChainRow> {
  const sound = rows.filter(isSound)
  const remembered = new Set([...(hashes ?? []), ...sound.map(({ previous }) => previous)])
  const ofNumber = Map.groupBy(sound, row => row.number ?? 0)
  const inserted = new Set<ChainRow>()
  for (const same of ofNumber.values()) {
    if (same.length < 2) continue
    const real = same.find(row => remembered.has(row.hash)) ?? same[0]
    for (const row of same) if (row !== real) inserted.add(row)
  }
  for (const row of rows) {
    const isTaken = !isSound(row) && ofNumber.has(row.position)
    const isUnknown = hashes !== null && !hashes[placeOf(row) - 1]
    if (isTaken || isUnknown) inserted.add(row)
  }
  return inserted
}

/** Entries out of their order: two that were exchanged, else the fewest whose absence mends it. */
function findMoved(sound: readonly ChainRow[]): ChainFault[] {
  const numbers = sound.map(({ number }) => number ?? 0)
  const sorted = numbers.toSorted((a, b) => a - b)
  const wrong = sorted.filter((number, i) => number !== numbers[i])
  if (wrong.length <= 2) return wrong.map(number => ({ kind: 'exchanged', number }))
  const kept = new Set(longestRising(numbers))
  return sorted.filter(number => !kept.has(number)).map(number => ({ kind: 'moved', number }))
}

/** The longest rising subsequence; quadratic, and only walked when something is out of order. */
function longestRising(numbers: readonly number[]): number[] {
  const ending: number[][] = []
  for (const number of numbers) {
    const before = ending
      .filter(run => (run.at(-1) ?? 0) < number)
      .reduce<number[]>((best, run) => (run.length > best.length ? run : best), [])
    ending.push([...before, number])
  }
  return ending.reduce<number[]>((best, run) => (run.length > best.length ? run : best), [])
}

/**
 * Numbers that this database once held and no row has; a changed row stands for its place, and where
 * the head file has no hash there was never one of ours.
 */
function findRemoved(kept: readonly ChainRow[], { hashes, everHeld }: ChainWitness): number[] {
  const there = new Set(kept.map(placeOf))
  const last = Math.max(everHeld, ...there)
  const wasOurs = (number: number) => hashes === null || Boolean(hashes[number - 1])
  return Array.from({ length: last }, (_, i) => i + 1).filter(
    number => !there.has(number) && wasOurs(number)
  )
}

/**
 * Sound by themselves, but not the ones that others remember. After an entry that was rewritten, the
 * following ones had to be given new hashes: they are named `rewritten`, the first `changed`.
 */
function* findRehashed(
  sound: readonly ChainRow[],
  { hashes }: ChainWitness
): Generator<ChainFault> {
  const ofNumber = new Map(sound.map(row => [row.number ?? 0, row]))
  let before: 'as it was' | 'other' = 'as it was'
  for (const [number, row] of [...ofNumber].toSorted(([a], [b]) => a - b)) {
    const follower = ofNumber.get(number + 1)
    const known = hashes?.[number - 1] ?? follower?.previous ?? row.hash
    const isOther = known !== row.hash
    if (isOther) yield { kind: before === 'other' ? 'rewritten' : 'changed', number }
    before = isOther ? 'other' : 'as it was'
  }
}

const listed = (numbers: readonly number[]): string => {
  const first = numbers.slice(0, 5).map(String)
  if (numbers.length > 5) return `${first.join(', ')} and ${numbers.length - 5} more`
  return first.length < 2
    ? (first[0] ?? '')
    : `${first.slice(0, -1).join(', ')} and ${first.at(-1)}`
}

const many = (numbers: readonly number[]) => (numbers.length === 1 ? 'Entry' : 'Entries')
const were = (numbers: readonly number[]) => (numbers.length === 1 ? 'was' : 'were')

const faultWords: Readonly<Record<FaultKind, (numbers: readonly number[], of: number) => string>> =
  {
    changed: (n, of) => `${many(n)} ${listed(n)} of ${of} ${were(n)} changed after being frozen.`,
    rewritten: n =>
      `${many(n)} ${listed(n)}, after ${n.length === 1 ? 'it' : 'that'}, ${were(n)} given new hashes to match.`,
    removed: n => `${many(n)} ${listed(n)} ${were(n)} removed.`,
    exchanged: (n, of) => `Entries ${listed(n)} of ${of} stand in each other’s places.`,
    moved: (n, of) => `${many(n)} ${listed(n)} of ${of} ${were(n)} moved.`,
    inserted: n => `At place ${listed(n)} stands an entry that Hindcast did not write.`,
  }

const faultOrder = ['changed', 'rewritten', 'removed', 'exchanged', 'moved', 'inserted'] as const

/** The state in a sentence or two: what is wrong, named, or what that it is right means. */
export function chainWords({ state, count, faults, witnessed }: ChainState): string {
  const entries = (n: number) => `${n} ${n === 1 ? 'entry' : 'entries'}`
  switch (state) {
    case 'empty':
      return 'Nothing is frozen yet.'
    case 'intact':
      return `The chain of ${entries(count)} is intact: none was changed, removed, moved or added.`
    case 'older':
      return `The head file is newer than the database: it knows ${entries(witnessed ?? 0)}, the database holds ${count} and does not say that it ever held more. An older copy was put in its place by hand, or its end was cut off with care. What is here is intact.`
    case 'unwitnessed':
      return `The chain of ${entries(count)} holds together, but its head file is missing, so entries cut off its end or a chain rewritten as a whole would go unseen.`
    case 'broken': {
      const known = Math.max(count, witnessed ?? 0, ...faults.map(({ number }) => number))
      const byKind = Map.groupBy(faults, fault => fault.kind)
      return faultOrder
        .flatMap(kind => {
          const numbers = byKind.get(kind)?.map(({ number }) => number)
          return numbers ? [faultWords[kind](numbers, known)] : []
        })
        .join(' ')
    }
  }
}

/** What a hash that was kept elsewhere says of the chain it was taken from. */
export type HeadCheck =
  | { readonly kind: 'found'; readonly number: number }
  | { readonly kind: 'found, broken before'; readonly number: number; readonly at: number }
  | { readonly kind: 'not found' }

/** Looks for a head of then, whole or its first letters: up to it the chain is the one of then. */
export function findHead(
  hashes: readonly { readonly number: number; readonly hash: string }[],
  { faults }: ChainState,
  head: string
): HeadCheck {
  const found = hashes.find(({ hash }) => hash.startsWith(head.toLowerCase()))
  if (!found) return { kind: 'not found' }
  const { number } = found
  const fault = faults.find(one => one.number <= number)
  return fault
    ? { kind: 'found, broken before', number, at: fault.number }
    : { kind: 'found', number }
}
