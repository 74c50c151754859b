import type { z } from 'zod'
import { done, failed, type Result } from '../../shared/failure.ts'
import { quickLook, sealedPreset, tutorialPreset } from '../../shared/presets.ts'
import { presetFileSchema, presetSchema } from '../../shared/schemas.ts'
import type { Preset } from '../../shared/wire.ts'
import {
  deletePreset as deleteStored,
  readPreset,
  readPresets,
  writePreset,
} from '../store/presets.ts'
import { attempt } from './attempt.ts'
import type { Hindcast } from './hindcast.ts'

type OwnPreset = Omit<Preset, 'builtIn'>

/** The presets that are always there, the first one for a first look. */
const builtInPresets: readonly Preset[] = [
  {
    name: 'Quick look',
    about: 'Three small networks in under a minute: a first look at the picture, not a result.',
    experiment: quickLook.experiment,
    locked: [],
    builtIn: true,
  },
  {
    name: 'Tutorial',
    about:
      'The published experiment, step by step: 800 days of cumulative return, 5,000 epochs, the test part watched.',
    experiment: tutorialPreset,
    locked: [],
    builtIn: true,
  },
  {
    name: 'Sealed',
    about:
      'The honest one: returns, an early stop on validation, and a test part that stays closed until you open it.',
    experiment: sealedPreset,
    locked: [],
    builtIn: true,
  },
]

const isBuiltIn = (name: string) =>
  builtInPresets.some(preset => preset.name.toLowerCase() === name.trim().toLowerCase())

/** The built-in ones first, then one's own by name. One that an older version wrote and that no longer fits is left out. */
export const listPresets = ({ store }: Hindcast): Preset[] => [
  ...builtInPresets,
  ...readPresets(store).flatMap(({ value }) => {
    const parsed = presetSchema.safeParse(value)
    return parsed.success ? [ownPreset(parsed.data)] : []
  }),
]

const ownPreset = ({ name, about, experiment, locked }: OwnPreset): Preset => ({
  name,
  about,
  experiment,
  locked,
  builtIn: false,
})

/** Keeps a preset, in the place of one's own of that name. Fails with `preset-name-taken`. */
export function savePreset(h: Hindcast, preset: OwnPreset): Result<Preset> {
  const { name } = preset
  if (isBuiltIn(name)) return failed({ kind: 'preset-name-taken', name })
  return attempt(h, () => {
    const { builtIn: _, ...kept } = ownPreset(preset)
    writePreset(h.store, name, kept)
    return done(ownPreset(preset))
  })
}

export function deletePreset(h: Hindcast, name: string): Result<undefined> {
  if (isBuiltIn(name)) return failed({ kind: 'preset-name-taken', name })
  return attempt(h, () =>
    deleteStored(h.store, name) ? done(undefined) : failed({ kind: 'no-such-preset', name })
  )
}

/** A preset as the file that a teacher hands out: its name and its text. */
export function presetFile(h: Hindcast, name: string): Result<{ name: string; content: string }> {
  const builtIn = builtInPresets.find(preset => preset.name === name)
  const stored = readPreset(h.store, name)?.value
  const parsed = presetSchema.safeParse(stored)
  const preset = builtIn ?? (parsed.success ? parsed.data : undefined)
  if (!preset) return failed({ kind: 'no-such-preset', name })
  const { about, experiment, locked } = preset
  const file = {
    format: 'hindcast-preset',
    version: 1,
    name: preset.name,
    about,
    locked,
    experiment,
  } satisfies z.input<typeof presetFileSchema>
  const safe = preset.name.replaceAll(/[^\p{L}\p{N} _-]+/gu, ' ').trim() || 'preset'
  return done({
    name: `${safe}.hindcast-preset.json`,
    content: `${JSON.stringify(file, null, 2)}\n`,
  })
}

/** Reads a preset's file and keeps it. Fails with `bad-preset`, naming the field. */
export function importPreset(h: Hindcast, file: string, bytes: Uint8Array): Result<Preset> {
  const read = parsePresetFile(file, bytes)
  return read.ok ? savePreset(h, read.value) : read
}

function parsePresetFile(file: string, bytes: Uint8Array): Result<OwnPreset> {
  const json = parseJson(bytes)
  if (json === undefined)
    return failed({ kind: 'bad-preset', file, field: null, reason: 'it is not JSON' })
  const parsed = presetFileSchema.safeParse(json)
  if (parsed.success) return done(parsed.data)
  const format = (json as { format?: unknown } | null)?.format
  if (format !== 'hindcast-preset') {
    const reason = 'it does not say “format”: “hindcast-preset”'
    return failed({ kind: 'bad-preset', file, field: null, reason })
  }
  const [issue] = parsed.error.issues
  const field = issue ? fieldOf(issue) : null
  return failed({ kind: 'bad-preset', file, field, reason: issue?.message ?? 'it is not complete' })
}

/** `experiment.models.0.hidden` → `models.0.hidden`: as the form names it. */
function fieldOf({ path }: z.core.$ZodIssue): string | null {
  const names = path[0] === 'experiment' && path.length > 1 ? path.slice(1) : path
  return names.length > 0 ? names.map(String).join('.') : null
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined // not UTF-8, or not JSON: the caller says so
  }
}
