import { readFileSync } from 'node:fs'
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

const known = Object.keys(experimentSchema.shape)

function parseFile(path: string, file: string): Result<unknown> {
  try {
    return done(JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')))
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
