import { closeSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { experimentSchema } from '../../../shared/experiment.ts'
import { done, failed, type Result } from '../../../shared/failure.ts'
import { nearIds } from '../../store/run-id.ts'

/** Some fields of an experiment as a file gives them; not checked further than their names. */
export type PartialExperiment = Readonly<Record<string, unknown>>

/** Reads `--config FILE`: an experiment, whole or in part, or a results.json that holds one. */
export function readConfig(path: string): Result<PartialExperiment> {
  const file = basename(path)
  const parsed = parseFile(path, file)
  if (!parsed.ok) return parsed
  const json = isObject(parsed.value) ? (parsed.value['experiment'] ?? parsed.value) : null
  if (!isObject(json)) return unreadable(file, 'it holds no JSON object')
  const unknown = Object.keys(json).filter(key => !known.includes(key))
  return unknown.length === 0 ? done(json) : failed(unknownKeys(file, unknown))
}

/** A results.json with long studies has some hundred kB. */
const mostConfigBytes = 16_000_000

/** A file's text, or null above the limit: `/dev/zero` tells no size and has no end. */
function readText(path: string): string | null {
  const file = openSync(path, 'r')
  try {
    const chunks: Buffer[] = []
    for (let size = 0; ; ) {
      const chunk = Buffer.allocUnsafe(1 << 20)
      const count = readSync(file, chunk)
      if (count === 0) return Buffer.concat(chunks).toString('utf8')
      size += count
      if (size > mostConfigBytes) return null
      chunks.push(chunk.subarray(0, count))
    }
  } finally {
    closeSync(file)
  }
}

const known = Object.keys(experimentSchema.shape)

function parseFile(path: string, file: string): Result<unknown> {
  try {
    const text = readText(path)
    if (text === null) return failed({ kind: 'file-too-large', file, limit: mostConfigBytes })
    return done(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return unreadable(file, code === 'ENOENT' ? 'there is no such file' : message)
  }
}

const unreadable = (file: string, reason: string) =>
  failed({ kind: 'unreadable-file', file, reason })

function unknownKeys(file: string, unknown: readonly string[]) {
  const near = unknown.flatMap(key => nearIds(key, known))
  const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''
  const keys = unknown.length === 1 ? 'an unknown key' : 'unknown keys'
  const reason = `${file} has ${keys}: ${unknown.join(', ')}.${hint} Known are ${known.join(', ')}.`
  return { kind: 'bad-experiment', field: '--config', reason } as const
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
