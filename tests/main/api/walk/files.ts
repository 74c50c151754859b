import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { readSafetensors } from '../../../../src/main/report/safetensors.ts'

/** Files as what can be compared: JSON and pages by their parts, tables by columns, else their bytes. */

/** Of a folder, by path. */
export function readFolder(folder: string): Record<string, unknown> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    names.map(path => {
      const name = path.slice(folder.length + 1).replaceAll('\\', '/')
      return [name, readContent(name, readFileSync(path))]
    })
  )
}

/** Of a zip, by path. */
export const readZip = (file: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(unzipSync(readFileSync(file))).map(([name, bytes]) => [
      name,
      readContent(name, Buffer.from(bytes)),
    ])
  )

export function readContent(name: string, bytes: Buffer): unknown {
  const text = bytes.toString('utf8')
  if (name.endsWith('.json')) return JSON.parse(text)
  if (name.endsWith('.html')) return readPage(text)
  if (name.endsWith('.csv')) return readTable(text)
  if (name.endsWith('.svg')) return unnumbered(text)
  if (name.endsWith('.safetensors')) return readSafetensors(bytes).weights // its head names the run
  return name.endsWith('.png') ? bytes.toString('base64') : text
}

/** Drawings count on from the one before in the ids of their clip paths. */
const unnumbered = (text: string) => text.replace(/\bc\d+-/g, 'c-')

function readTable(text: string): Record<string, string[]> {
  const [head = [], ...rows] = text
    .trimEnd()
    .split(/\r?\n/)
    .map(line => line.split(','))
  return Object.fromEntries(head.map((column, k) => [column, rows.map(row => row[k] ?? '')]))
}

/** `ms an epoch` and `Took` of the table of training. */
const timesOfTraining = /<td>[\d.,]+<\/td><td>[^<]*<\/td>(?=<td class="(bad-text)?">)/g

/** A report by its sections, the numbers its script draws, and what is left. */
function readPage(html: string): Record<string, unknown> {
  const data = /<script type="application\/json" id="data">(.*?)<\/script>/s
  const section = /<section class="panel[^"]*" id="([\w-]+)".*?<\/section>/gs
  const text = unnumbered(html).replace(timesOfTraining, '')
  const drawn: unknown = JSON.parse(data.exec(text)?.[1] ?? '{}')
  const sections = [...text.matchAll(section)].map(([all, id]) => [id, all.split(/(?=<d[td])/)])
  return {
    data: drawn,
    section: Object.fromEntries(sections) as unknown,
    rest: text.replace(data, '').replace(section, ''),
  }
}
