import { create } from 'zustand'
import type { ColumnMapping, CsvPreview, ImportedSeries } from '../../../shared/wire.ts'
import { ask } from '../bridge.ts'
import { formatCount } from '../format.ts'
import { takePreset } from './draft.ts'
import { readFile } from './read-file.ts'
import { attempt, say } from './toaster.ts'
import { chooseRun, chooseSeries } from './ui.ts'

interface Imports {
  readonly waiting: readonly File[]
  /** The file that is read now. */
  readonly reading: string | null
  /** A table that needs an answer before it can be stored. */
  readonly preview: CsvPreview | null
}

/** Files on their way in, one after another. */
export const useImports = create<Imports>(() => ({ waiting: [], reading: null, preview: null }))

/** Takes files that were dropped or chosen; each is looked at in its turn. */
export function takeFiles(files: Iterable<File>): void {
  useImports.setState(({ waiting }) => ({ waiting: [...waiting, ...files] }))
  void takeNext()
}

async function takeNext(): Promise<void> {
  const { waiting, reading, preview } = useImports.getState()
  const [file, ...rest] = waiting
  if (file === undefined || reading !== null || preview !== null) return
  useImports.setState({ waiting: rest, reading: file.name })
  await attempt(() => takeFile(file))
  useImports.setState({ reading: null })
  await takeNext()
}

type FileKind = 'table' | 'run' | 'preset' | 'other'

const endings: Readonly<Record<string, FileKind>> = {
  csv: 'table',
  tsv: 'table',
  txt: 'table',
  zip: 'run',
  json: 'preset',
}

/** What a file is, by the ending of its name. */
export const kindOfFile = (name: string): FileKind =>
  endings[/\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? ''] ?? 'other'

async function takeFile(file: File): Promise<void> {
  const kind = kindOfFile(file.name)
  if (kind === 'other') {
    const text = `${file.name} is no CSV, no run of Hindcast (zip) and no preset (JSON), so it was not read. Save prices as CSV and drop them again.`
    await say({ text, isFailure: true })
    return
  }
  const bytes = await readFile(file)
  if (bytes === null) return
  if (kind === 'table') await takeTable(file.name, bytes)
  else if (kind === 'run') await takeRun(file.name, bytes)
  else await takePresetFile(file.name, bytes)
}

async function takeTable(name: string, bytes: Uint8Array): Promise<void> {
  const preview = await ask('previewCsv', { name, bytes })
  if (preview.sure) await store(preview, {}, false)
  else useImports.setState({ preview })
}

async function takeRun(name: string, bytes: Uint8Array): Promise<void> {
  const { id } = await ask('importZip', { name, bytes })
  chooseRun(id, 'results')
  await say({ text: `${name} was added to your runs.` })
}

async function takePresetFile(name: string, bytes: Uint8Array): Promise<void> {
  const preset = await ask('importPreset', { name, bytes })
  const onClick = () => takePreset(preset)
  await say({ text: `Preset “${preset.name}” was added.`, action: { text: 'Use it', onClick } })
}

async function store(
  { token, file }: CsvPreview,
  mapping: Partial<ColumnMapping>,
  skipBadRows: boolean
): Promise<void> {
  const imported = await ask('importCsv', { token, mapping, skipBadRows })
  chooseSeries(imported.revisionId)
  await say({ text: sentenceOf(file, imported) })
}

function sentenceOf(file: string, { isNew, leftOut, warnings }: ImportedSeries): string {
  const what = isNew ? `${file} was added.` : `The bars of ${file} were here already.`
  const rows = leftOut === 1 ? '1 row was' : `${formatCount(leftOut)} rows were`
  return [what, ...(leftOut > 0 ? [`${rows} left out.`] : []), ...warnings].join(' ')
}

/** Reads the waiting table in another way; nothing is stored. */
export async function remap(mapping: Partial<ColumnMapping>): Promise<void> {
  const { preview } = useImports.getState()
  if (preview === null) return
  const next = await attempt(() => ask('remapCsv', { token: preview.token, mapping }))
  // the answer to a table that was closed meanwhile is of no use
  if (next && useImports.getState().preview?.token === preview.token)
    useImports.setState({ preview: next })
}

/** Stores the waiting table; true when it is there. */
export async function acceptTable(skipBadRows: boolean): Promise<boolean> {
  const { preview } = useImports.getState()
  if (preview === null) return false
  const stored = await attempt(async () => {
    await store(preview, preview.mapping, skipBadRows)
    return true
  })
  if (stored !== true) return false
  useImports.setState({ preview: null })
  await takeNext()
  return true
}

/** Nothing is stored, and main forgets the file. */
export function declineTable(): void {
  const { preview } = useImports.getState()
  if (preview === null) return
  useImports.setState({ preview: null })
  void attempt(() => ask('forgetCsv', { token: preview.token }))
  void takeNext()
}

/** Lets the person choose files by a dialog: the keyboard's way to what dropping does. */
export function chooseFiles(accept = '.csv,.tsv,.txt,.zip,.json'): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = accept
  input.onchange = () => takeFiles(input.files ?? [])
  input.click()
}
