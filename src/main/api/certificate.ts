import { createHash } from 'node:crypto'
import type { Experiment } from '../../shared/experiment.ts'
import { done, failed, type Result } from '../../shared/failure.ts'
import type { LeakageMap } from '../../shared/lab-wire.ts'
import type { Results } from '../../shared/results.ts'
import { readDiary } from '../store/diary.ts'
import { canonicalJson } from '../store/experiments.ts'
import { openings, readSeal } from '../store/openings.ts'
import { readResults, readRun } from '../store/runs.ts'
import { tries } from '../store/tries.ts'
import type { Hindcast } from './hindcast.ts'
import { readLeakage } from './read-leakage.ts'
import { machine } from './versions.ts'

/** What a run read, signed by a hash: anybody can check that not a letter of it was changed since. */
export interface Certificate {
  readonly kind: 'hindcast-leakage-certificate'
  readonly version: 1
  readonly run: string
  /** When the map was made. */
  readonly checkedAt: string
  readonly sentence: string
  readonly experiment: Experiment
  readonly series: Results['series']
  readonly split: Results['split']
  /** SHA-256 of the weights of the first training, by model. */
  readonly weights: Readonly<Record<string, string>>
  readonly seal: Results['seal']
  /** Every opening of a test part of this series by then, with the run that opened it. */
  readonly openings: readonly { readonly run: string; readonly at: string }[]
  /** Specifications ever run on this series, whatever their seeds, by then. */
  readonly tries: number
  /** The diary of frozen forecasts by then: who has its head can tell later that nothing before it was changed. */
  readonly diary: { readonly entries: number; readonly head: string | null }
  readonly map: LeakageMap
  readonly versions: {
    /** That trained the run, and that made this map. */
    readonly trained: Results['versions']
    readonly checked: Results['versions']
  }
  /** Of all the rest as JSON with sorted keys and no blanks, hex. */
  readonly sha256: string
}

/** The certificate of a finished run, as it stands now. Fails as `readLeakage` does. */
export async function makeCertificate(h: Hindcast, typed: string): Promise<Result<Certificate>> {
  const read = await readLeakage(h, typed)
  if (!read.ok) return read
  const { store } = h
  const map = read.value
  const run = readRun(store, map.run)
  const results = readResults(store, map.run)
  if (results === null) return failed({ kind: 'run-unfinished', id: run.id, state: run.state })
  return done(
    sign({
      kind: 'hindcast-leakage-certificate',
      version: 1,
      run: run.id,
      checkedAt: store.now().toISOString(),
      sentence: map.sentence,
      experiment: run.experiment,
      series: results.series,
      split: results.split,
      weights: Object.fromEntries(results.training.map(own => [own.model, own.weightsHash])),
      seal: readSeal(store, run),
      openings: openings(store, run.revision.series).map(({ runId, at }) => ({ run: runId, at })),
      tries: tries(store, run.revision.series),
      diary: headOf(store),
      map,
      versions: { trained: results.versions, checked: machine(h) },
    })
  )
}

function headOf(store: Hindcast['store']): Certificate['diary'] {
  const { count, head } = readDiary(store).chain
  return { entries: count, head }
}

/** As it is written to a file. */
export const certificateText = (certificate: Certificate): string =>
  `${JSON.stringify(certificate, null, 2)}\n`

const sign = (body: Omit<Certificate, 'sha256'>): Certificate => ({ ...body, sha256: hashOf(body) })

const hashOf = (body: object): string =>
  createHash('sha256').update(canonicalJson(body)).digest('hex')

/** A certificate out of a file, and whether its hash is the one of its contents. */
export interface ReadCertificate {
  readonly certificate: Certificate
  readonly isIntact: boolean
}

/** Fails with `unreadable-file` where the text is no certificate. */
export function parseCertificate(file: string, text: string): Result<ReadCertificate> {
  const no = (reason: string) => failed({ kind: 'unreadable-file', file, reason })
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    return no('it is not JSON') // a person may have given any file
  }
  if (typeof found !== 'object' || found === null || !('kind' in found))
    return no('it is no certificate of Hindcast')
  const { sha256, ...body } = found as Certificate
  if (body.kind !== 'hindcast-leakage-certificate') return no('it is no certificate of Hindcast')
  if (body.version !== 1) return no('it is a certificate of a newer Hindcast')
  return done({ certificate: { ...body, sha256 }, isIntact: hashOf(body) === sha256 })
}

/** What stays the same however often a run is certified. */
const lasting = ['experiment', 'series', 'split', 'weights', 'map'] as const

/** The first thing in which two certificates of one run differ though nothing of it may change. */
export function firstDifference(one: Certificate, other: Certificate): string | null {
  const isOther = (key: (typeof lasting)[number]) =>
    canonicalJson(partOf(one, key)) !== canonicalJson(partOf(other, key))
  return lasting.find(isOther) ?? null
}

/** An opening changes what measures may read; the map of before is then not to be compared. */
const partOf = (own: Certificate, key: (typeof lasting)[number]) =>
  key === 'map' ? own.map.stages.filter(({ id }) => isFitted.has(id)) : own[key]

const isFitted: ReadonlySet<string> = new Set([
  'scaler',
  'train-inputs',
  'train-targets',
  'watched-inputs',
  'watched-targets',
  'baselines',
  'retrain-scaler',
  'retrain',
])
