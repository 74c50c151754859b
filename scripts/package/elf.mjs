import { closeSync, openSync, readSync } from 'node:fs'

// What the loader of Linux reads of a program or library. Only 64-bit, little-endian files are
// packed (x64 and arm64); anything else is no ELF file to us. The layout is that of elf(5).

/**
 * @typedef {object} Elf
 * @property {boolean} isProgram it names a loader, which a library does not
 * @property {string[]} needed libraries it does not start without
 * @property {string[]} versions of their symbols, such as GLIBC_2.34
 */

const MAGIC = '7f454c460201' // ELF, 64 bits, little-endian
const PT_LOAD = 1
const PT_DYNAMIC = 2
const PT_INTERP = 3
const DT_NEEDED = 1
const DT_STRTAB = 5
const DT_VERNEED = 0x6ffffffe
const DT_VERNEEDNUM = 0x6fffffff

/** @param {string} path */
export const isElf = path => withFile(path, isElfFile)

/** Can it be started: a binary with a loader, or a script? @param {string} path */
export function isProgram(path) {
  const elf = readElf(path)
  return elf ? elf.isProgram : withFile(path, read => read(0, 2).toString('latin1') === '#!')
}

/**
 * Undefined for what is no such file. Reads a few kilobytes, however large the file is.
 * @param {string} path
 * @returns {Elf | undefined}
 */
export const readElf = path =>
  withFile(path, read => {
    if (!isElfFile(read)) return undefined
    const segments = readSegments(read)
    /** @param {number} address where it would be in memory */
    const toOffset = address => {
      const { offset, start } = segments.find(isHolding(address)) ?? { offset: 0, start: 0 }
      return address - start + offset
    }
    const entries = readDynamic(read, segments)
    const names = toOffset(numberOf(entries, DT_STRTAB))
    /** @param {number} at */
    const nameAt = at => cString(read(names + at, 256))
    return {
      isProgram: segments.some(({ type }) => type === PT_INTERP),
      needed: entries.filter(([tag]) => tag === DT_NEEDED).map(([, at]) => nameAt(at)),
      versions: readVersions(read, toOffset(numberOf(entries, DT_VERNEED)), {
        count: numberOf(entries, DT_VERNEEDNUM),
        nameAt,
      }),
    }
  })

/** @typedef {(at: number, length: number) => Buffer} Read */
/** @typedef {{ type: number, offset: number, start: number, size: number }} Segment */

/**
 * @template T
 * @param {string} path
 * @param {(read: Read) => T} work
 */
function withFile(path, work) {
  const file = openSync(path, 'r')
  try {
    return work((at, length) => {
      const bytes = Buffer.alloc(length)
      readSync(file, bytes, 0, length, at)
      return bytes
    })
  } finally {
    closeSync(file)
  }
}

/** @param {Read} read */
const isElfFile = read => read(0, 6).toString('hex') === MAGIC

/** @param {Read} read @returns {Segment[]} */
function readSegments(read) {
  const head = read(0, 64)
  const [size, count] = [head.readUInt16LE(54), head.readUInt16LE(56)]
  const table = read(Number(head.readBigUInt64LE(32)), size * count)
  return Array.from({ length: count }, (_, i) => {
    const at = i * size
    const [offset, start, bytes] = [8, 16, 32].map(by => Number(table.readBigUInt64LE(at + by)))
    return {
      type: table.readUInt32LE(at),
      offset: offset ?? 0,
      start: start ?? 0,
      size: bytes ?? 0,
    }
  })
}

/** @param {number} address */
const isHolding =
  address =>
  (/** @type {Segment} */ { type, start, size }) =>
    type === PT_LOAD && address >= start && address < start + size

/** Tags with their values. @param {Read} read @param {Segment[]} segments @returns {[number, number][]} */
function readDynamic(read, segments) {
  const { offset, size } = segments.find(({ type }) => type === PT_DYNAMIC) ?? {
    offset: 0,
    size: 0,
  }
  const table = read(offset, size)
  return Array.from({ length: size / 16 }, (_, i) => [
    Number(table.readBigInt64LE(i * 16)),
    Number(table.readBigUInt64LE(i * 16 + 8)),
  ])
}

/** @param {[number, number][]} entries @param {number} wanted */
const numberOf = (entries, wanted) => entries.find(([tag]) => tag === wanted)?.[1] ?? 0

/**
 * @param {Read} read @param {number} first
 * @param {{ count: number, nameAt: (at: number) => string }} names
 */
function readVersions(read, first, { count, nameAt }) {
  /** @type {string[]} */
  const versions = []
  for (let library = first, left = count; left > 0; left--) {
    const head = read(library, 16)
    for (let one = library + head.readUInt32LE(8), i = head.readUInt16LE(2); i > 0; i--) {
      const entry = read(one, 16)
      versions.push(nameAt(entry.readUInt32LE(8)))
      one += entry.readUInt32LE(12)
    }
    library += head.readUInt32LE(12)
  }
  return versions
}

/** @param {Buffer} bytes */
const cString = bytes => bytes.toString('latin1', 0, bytes.indexOf(0))
