import { sameValue } from '../../../shared/same-value.ts'
import type { Preset } from '../../../shared/wire.ts'
import { ask } from '../bridge.ts'
import { saySaved } from '../components/save-file.ts'
import { type Draft, useDraft } from '../state/draft.ts'
import { putDraft } from '../state/draft-undo.ts'
import { readFile } from '../state/read-file.ts'
import { attempt } from '../state/toaster.ts'
import { sayUndoable } from '../state/undo.ts'

/** Whether the draft has left its preset; false while the preset is not known. */
export const isChanged = ({ experiment }: Draft, preset: Preset | undefined): boolean =>
  preset !== undefined && !sameValue(experiment, preset.experiment)

/** Starts from a preset; what the form held can be had back. */
export function startFrom(preset: Preset): void {
  const before = useDraft.getState()
  const { name, experiment, locked } = preset
  putDraft({ experiment, preset: name, locked, off: [] })
  if (sameValue(before.experiment, experiment)) return
  sayUndoable({ text: `The form starts from ${name}`, undo: () => putDraft(before) })
}

export async function exportPreset({ name }: Preset): Promise<void> {
  const saved = await attempt(() => ask('exportPreset', { name }))
  if (saved) saySaved(saved)
}

/** Takes in a preset's file and starts from it. */
export async function importPreset(file: File): Promise<void> {
  const bytes = await readFile(file)
  if (bytes === null) return
  const preset = await attempt(() => ask('importPreset', { name: file.name, bytes }))
  if (preset) startFrom(preset)
}

/** Deletes one's own preset; a button in the sentence brings it back. The draft stays as it is. */
export async function deletePreset(preset: Preset): Promise<void> {
  const { name, about, experiment, locked } = preset
  const isGone = await attempt(async () => {
    await ask('deletePreset', { name })
    return true
  })
  if (!isGone) return
  sayUndoable({
    text: `Deleted the preset ${name}`,
    undo: () => ask('savePreset', { name, about, experiment, locked }),
  })
}
