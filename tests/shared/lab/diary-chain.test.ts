import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ChainRow,
  chainStart,
  chainWords,
  checkChain,
  findHead,
} from '../../../src/shared/lab/diary-chain.ts'

const sha = (text: string) => createHash('sha256').update(text).digest('hex')

interface Entry {
  position: number
  number: number
  text: string
  previous: string
  hash: string
}

/** A chain as it is written: what each says, and the hash of that and of the one before. */
function write(count: number): Entry[] {
  let previous = chainStart
  return Array.from({ length: count }, (_, i) => {
    const text = `entry ${i + 1}`
    const entry = {
      position: i + 1,
      number: i + 1,
      text,
      previous,
      hash: hashOf(previous, i + 1, text),
    }
    previous = entry.hash
    return entry
  })
}

const hashOf = (previous: string, number: number, text: string) =>
  sha(`${previous}\n${number} ${text}`)

const rowOf = ({ position, number, text, previous, hash }: Entry): ChainRow => ({
  position,
  number,
  previous,
  hash,
  recomputed: hashOf(previous, number, text),
})

const check = (entries: readonly Entry[], hashes: readonly string[] | null, everHeld: number) =>
  checkChain(entries.toSorted((a, b) => a.position - b.position).map(rowOf), { hashes, everHeld })

function rehash(entries: readonly Entry[]): void {
  let previous = chainStart
  for (const entry of entries) {
    entry.previous = previous
    entry.hash = hashOf(previous, entry.number, entry.text)
    previous = entry.hash
  }
}

const chains = fc.integer({ min: 2, max: 12 })

describe('a chain', () => {
  it('as it was written is intact, whatever its length', () => {
    for (let count = 1; count < 15; count++) {
      const entries = write(count)
      const hashes = entries.map(({ hash }) => hash)
      expect(check(entries, hashes, count)).toMatchObject({ state: 'intact', faults: [] })
      expect(check(entries, null, count)).toMatchObject({ state: 'unwitnessed', faults: [] })
    }
  })

  it('names exactly the entries whose text was edited', () => {
    fc.assert(
      fc.property(chains, fc.uniqueArray(fc.nat(11), { minLength: 1 }), (count, picks) => {
        const entries = write(count)
        const hashes = entries.map(({ hash }) => hash)
        const at = [...new Set(picks.map(pick => pick % count))].sort((a, b) => a - b)
        for (const i of at) entries[i]!.text = 'better'
        const { faults } = check(entries, hashes, count)
        expect(faults).toEqual(at.map(i => ({ kind: 'changed', number: i + 1 })))
      })
    )
  })

  it('names exactly the entries that were removed, renumbered or not, head file or not', () => {
    fc.assert(
      fc.property(
        chains,
        fc.uniqueArray(fc.nat(11), { minLength: 1 }),
        fc.boolean(),
        fc.boolean(),
        (count, picks, renumber, isWitnessed) => {
          const entries = write(count)
          const hashes = isWitnessed ? entries.map(({ hash }) => hash) : null
          const gone = new Set(picks.map(pick => (pick % count) + 1))
          const left = entries.filter(({ number }) => !gone.has(number))
          if (renumber) for (const [i, entry] of left.entries()) entry.position = i + 1
          const { faults } = check(left, hashes, count)
          const removed = [...gone].sort((a, b) => a - b)
          expect(faults).toEqual(removed.map(number => ({ kind: 'removed', number })))
        }
      )
    )
  })

  it('names the two that were exchanged', () => {
    fc.assert(
      fc.property(chains, fc.nat(), fc.nat(), (count, one, other) => {
        const [a, b] = [one % count, other % count]
        fc.pre(a !== b)
        const entries = write(count)
        const hashes = entries.map(({ hash }) => hash)
        ;[entries[a]!.position, entries[b]!.position] = [b + 1, a + 1]
        const { faults } = check(entries, hashes, count)
        expect(faults.map(({ kind }) => kind)).toEqual(['exchanged', 'exchanged'])
        expect(faults.map(({ number }) => number)).toEqual([a + 1, b + 1].sort((x, y) => x - y))
      })
    )
  })

  it('rewritten from an entry on is named from there, by the head file', () => {
    fc.assert(
      fc.property(chains, fc.nat(), (count, pick) => {
        const entries = write(count)
        const hashes = entries.map(({ hash }) => hash)
        const from = pick % count
        entries[from]!.text = 'better'
        rehash(entries)
        const { faults } = check(entries, hashes, count)
        expect(faults[0]).toEqual({ kind: 'changed', number: from + 1 })
        expect(faults.slice(1)).toEqual(
          entries.slice(from + 1).map(({ number }) => ({ kind: 'rewritten', number }))
        )
      })
    )
  })

  it('whose end was cut off is broken where the database remembers it, else older', () => {
    const entries = write(6)
    const hashes = entries.map(({ hash }) => hash)
    const left = entries.slice(0, 4)
    expect(check(left, hashes, 6)).toMatchObject({ state: 'broken' })
    const older = check(left, hashes, 4)
    expect(older).toMatchObject({ state: 'older', count: 4, witnessed: 6, faults: [] })
    expect(chainWords(older)).toMatch(
      /^The head file is newer than the database: it knows 6 entries/
    )
  })

  it('is found by a head of before, unless something before it was changed', () => {
    const entries = write(6)
    const hashes = entries.map(({ hash }) => hash)
    const kept = hashes[3]!.slice(0, 12)
    expect(findHead(entries, check(entries, hashes, 6), kept)).toEqual({ kind: 'found', number: 4 })
    expect(findHead(entries, check(entries, hashes, 6), 'ffffffff')).toEqual({ kind: 'not found' })
    entries[1]!.text = 'better'
    expect(findHead(entries, check(entries, hashes, 6), kept)).toEqual({
      kind: 'found, broken before',
      number: 4,
      at: 2,
    })
    rehash(entries)
    expect(findHead(entries, check(entries, null, 6), kept)).toEqual({ kind: 'not found' })
  })
})
