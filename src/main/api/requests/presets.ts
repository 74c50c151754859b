import { done, type Result } from '../../../shared/failure.ts'
import type { Context } from '../context.ts'
import { deletePreset, importPreset, listPresets, presetFile, savePreset } from '../presets.ts'
import { saveAs } from '../save-file.ts'
import type { Handlers } from './handlers.ts'

/** Experiments under a name. */
export const presetHandlers: Handlers<
  'listPresets' | 'savePreset' | 'deletePreset' | 'exportPreset' | 'importPreset'
> = {
  listPresets: ({ h }) => done(listPresets(h)),
  savePreset: (context, preset) => tell(context, savePreset(context.h, preset)),
  deletePreset: (context, { name }) => tell(context, deletePreset(context.h, name)),
  importPreset: (context, { name, bytes }) => tell(context, importPreset(context.h, name, bytes)),

  async exportPreset(context, { name }) {
    const file = presetFile(context.h, name)
    return file.ok ? saveAs(context, file.value.name, file.value.content) : file
  },
}

function tell<T>({ publish }: Context, result: Result<T>): Result<T> {
  if (result.ok) publish('presets-changed', {})
  return result
}
