import { useEffect, useState } from 'react'
import { keepDraft, restoreDraft, useDraft } from '../state/draft.ts'
import { trackDraft } from '../state/draft-undo.ts'
import { useAppState, usePresets } from '../state/queries.ts'
import { useFormUi } from './form-ui.ts'

/** Takes the form up as it was left, keeps it from then on. True once it is there. */
export function useFormMemory(): boolean {
  const app = useAppState().data
  const [isRestored, setIsRestored] = useState(false)
  useEffect(() => {
    if (app === undefined || isRestored) return
    restoreDraft(app.preferences)
    useFormUi.setState({ moreOpen: app.preferences.formMore })
    setIsRestored(true)
  }, [app, isRestored])
  useEffect(() => (isRestored ? keepDraft() : undefined), [isRestored])
  useEffect(() => (isRestored ? trackDraft() : undefined), [isRestored])
  useLocksOfPreset(isRestored)
  return isRestored
}

/** What the draft's preset locks is known only once the presets are read, and may change with them. */
function useLocksOfPreset(isRestored: boolean): void {
  const presets = usePresets().data
  const name = useDraft(draft => draft.preset)
  useEffect(() => {
    const preset = presets?.find(other => other.name === name)
    if (isRestored && preset !== undefined) useDraft.setState({ locked: preset.locked })
  }, [isRestored, presets, name])
}
