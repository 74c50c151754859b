import { filesBelow } from './files-below.mjs'

/**
 * What a packed program consists of; a file belongs to the first part whose pattern its name
 * matches. Names are the same on every system, folders are not.
 * @type {readonly (readonly [string, RegExp])[]}
 */
export const parts = [
  ['TensorFlow: the library', /\/(?:lib)?tensorflow(?:_cc)?(?:\.dll|\.so|\.[\d.]*dylib)/],
  ['TensorFlow: its framework', /tensorflow_framework/],
  ['TensorFlow: the addon', /@tensorflow\//],
  ['SQLite', /better-sqlite3\/.*\.node$/],
  ['Pictures of charts', /@resvg\/.*\.node$/],
  ['The font in pictures', /@expo-google-fonts\//],
  ['Hindcast itself', /\/app\.asar$/],
  ['Electron: licences', /LICENSES?\b.*\.(?:html|html\.gz|txt)$/],
  ['Electron: the program', /^(?:hindcast|Hindcast\.exe)$|\/Electron Framework$/],
  ['Electron: everything else', /^/],
]

/** @typedef {{ name: string, bytes: number }} Part */

/**
 * The parts of a packed program, largest first, without those that it does not have.
 * @param {string} folder
 * @returns {Part[]}
 */
export function weigh(folder) {
  const bytes = new Map(parts.map(([name]) => [name, 0]))
  for (const file of filesBelow(folder)) {
    const [name] = parts.find(([, pattern]) => pattern.test(file.name)) ?? ['']
    bytes.set(name, (bytes.get(name) ?? 0) + file.bytes)
  }
  return [...bytes]
    .map(([name, size]) => ({ name, bytes: size }))
    .filter(part => part.bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
}

/** @param {readonly Part[]} weighed */
export const totalOf = weighed => weighed.reduce((sum, { bytes }) => sum + bytes, 0)

/**
 * The table of docs/installing.md.
 * @param {readonly Part[]} weighed
 */
export function writeTable(weighed) {
  const total = totalOf(weighed)
  /** @param {Part} part */
  const row = ({ name, bytes }) =>
    `| ${name} | ${(bytes / 1e6).toFixed(1)} | ${((100 * bytes) / total).toFixed(1)} % |`
  return [
    '| what | MB on disk | share |',
    '|---|---:|---:|',
    ...weighed.map(row),
    row({ name: 'all', bytes: total }),
  ].join('\n')
}
