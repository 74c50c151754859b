import { sameValue } from '../../../shared/same-value.ts'
import type { Preset } from '../../../shared/wire.ts'
import { ask } from '../bridge.ts'
import { saySaved } from '../components/save-file.ts'
import { type Draft, takePreset, useDraft } from '../state/draft.ts'
import { attempt, say } from '../state/toaster.ts'

/** Whether the draft has left its preset; false while the preset is not known. */
export const isChanged = ({ experiment }: Draft, preset: Preset | undefined): boolean =>
  preset !== undefined && !sameValue(experiment, preset.experiment)

/** Starts from a preset; what the form held can be had back. */
export function startFrom(preset: Preset): void {
  const before = useDraft.getState()
  takePreset(preset)
  if (sameValue(before.experiment, preset.experiment)) return
  void say({
    text: `The form starts from ${preset.name}.`,
    action: { text: 'Undo', onClick: () => useDraft.setState(before) },
  })
}

export async function exportPreset({ name }: Preset): Promise<void> {
  const saved = await attempt(() => ask('exportPreset', { name }))
  if (saved) saySaved(saved)
}

/** Takes in a preset's file and starts from it. */
export async function importPreset(file: File): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer())
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
  const restore = () => attempt(() => ask('savePreset', { name, about, experiment, locked }))
  void say({
    text: `The preset ${name} is deleted.`,
    action: { text: 'Undo', onClick: () => void restore() },
  })
}
