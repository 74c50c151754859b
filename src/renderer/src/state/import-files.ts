import { create } from 'zustand'
import type { Failure } from '../../../shared/failure.ts'
import { understoodLine } from '../../../shared/understood.ts'
import type { ColumnMapping, CsvPreview, ImportedSeries } from '../../../shared/wire.ts'
import { AskFailure, ask, listen } from '../bridge.ts'
import { formatCount } from '../format.ts'
import { takePreset } from './draft.ts'
import { readFile } from './read-file.ts'
import { attempt, say } from './toaster.ts'
import { chooseRun, chooseSeries } from './ui.ts'

interface Imports {
  readonly waiting: readonly File[]
  /** The file that is read now. */
  readonly reading: string | null
  /** How far, 0 … 1; null until a large one tells. */
  readonly share: number | null
  /** A table that needs an answer before it can be stored. */
  readonly preview: CsvPreview | null
  /** Why the waiting table needs a name of its own; null where it does not. */
  readonly rival: Failure | null
}

/** Files on their way in, one after another. */
export const useImports = create<Imports>(() => ({
  waiting: [],
  reading: null,
  share: null,
  preview: null,
  rival: null,
}))

/** Hears how far a table is read, until the returned function is called. */
export const followImports = () =>
  listen('import-progress', ({ share }) => useImports.setState({ share }))

/** Ends the reading of a table; nothing is stored of it. */
export const cancelReading = () => void attempt(() => ask('cancelImport'))

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
  useImports.setState({ reading: null, share: null })
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
  if (!preview.sure) useImports.setState({ preview, rival: null })
  else await askForName(preview, () => store(preview, {}, { skipBadRows: false }))
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

/** Stores; where another security has the name, the dialog asks for one. */
async function askForName(preview: CsvPreview, work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof AskFailure) || error.failure.kind !== 'other-security') throw error
    useImports.setState({ preview, rival: error.failure })
    return false
  }
}

async function store(
  { token, file }: CsvPreview,
  mapping: Partial<ColumnMapping>,
  options: { readonly skipBadRows: boolean; readonly name?: string }
): Promise<void> {
  const imported = await ask('importCsv', { token, mapping, ...options })
  chooseSeries(imported.revisionId)
  await say({ text: sentenceOf(file, imported) })
}

function sentenceOf(
  file: string,
  { isNew, leftOut, warnings, understood }: ImportedSeries
): string {
  const what = isNew ? `${file} was added.` : `The bars of ${file} were here already.`
  const rows = leftOut === 1 ? '1 row was' : `${formatCount(leftOut)} rows were`
  const line = understood === null ? [] : [understoodLine(understood)]
  return [what, ...line, ...(leftOut > 0 ? [`${rows} left out.`] : []), ...warnings].join(' ')
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
export async function acceptTable(skipBadRows: boolean, name = ''): Promise<boolean> {
  const { preview } = useImports.getState()
  if (preview === null) return false
  const options = { skipBadRows, ...(name === '' ? {} : { name }) }
  const stored = await attempt(() =>
    askForName(preview, () => store(preview, preview.mapping, options))
  )
  if (stored !== true) return false
  useImports.setState({ preview: null, rival: null })
  await takeNext()
  return true
}

/** Nothing is stored, and main forgets the file. */
export function declineTable(): void {
  const { preview } = useImports.getState()
  if (preview === null) return
  useImports.setState({ preview: null, rival: null })
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
