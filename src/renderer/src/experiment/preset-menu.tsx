import { Button, Menu, MenuDivider, MenuItem, PopoverNext } from '@blueprintjs/core'
import { Check, ChevronDown } from 'lucide-react'
import { useRef } from 'react'
import type { Preset } from '../../../shared/wire.ts'
import { Icon } from '../components/icon.tsx'
import { useDraft } from '../state/draft.ts'
import { usePresets } from '../state/queries.ts'
import { openDialog, useUi } from '../state/ui.ts'
import { useFormUi } from './form-ui.ts'
import styles from './presets.module.css'
import { exportPreset, importPreset, isChanged, startFrom } from './presets.ts'
import { PresetsDialog } from './presets-dialog.tsx'
import { SavePresetDialog } from './save-preset-dialog.tsx'

/** The preset the form began with, whether it was changed, and all that can be done with presets. */
export function PresetMenu() {
  const presets = usePresets().data ?? []
  const draft = useDraft()
  const file = useRef<HTMLInputElement>(null)
  const preset = presets.find(({ name }) => name === draft.preset)
  const hasChanged = isChanged(draft, preset)
  const dialog = useUi(ui => ui.dialog)
  const isSaving = useFormUi(form => form.savingPreset)
  // a menu that still closes would take the focus out of the dialog it opened
  const later = useRef<(() => void) | null>(null)
  const choose = () => file.current?.click()
  return (
    <>
      <PopoverNext
        placement="bottom-end"
        onClosed={() => {
          later.current?.()
          later.current = null
        }}
        content={
          <PresetItems
            {...{ presets, preset, hasChanged }}
            onImport={choose}
            name={draft.preset}
            onLater={work => (later.current = work)}
          />
        }
      >
        <Button
          size="small"
          className={styles['chosen'] ?? ''}
          aria-label={`Preset: ${draft.preset}${hasChanged ? ', changed' : ''}`}
          title={hasChanged ? `${draft.preset}, changed` : draft.preset}
          endIcon={<Icon of={ChevronDown} size={12} />}
        >
          <span className="clip">
            {draft.preset}
            {hasChanged && <span className={styles['changed']}>, changed</span>}
          </span>
        </Button>
      </PopoverNext>
      <input
        ref={file}
        type="file"
        hidden
        accept=".json,application/json"
        data-testid="preset-file"
        onChange={event => {
          const [chosen] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (chosen) void importPreset(chosen)
        }}
      />
      {isSaving && <SavePresetDialog presets={presets} />}
      {dialog === 'presets' && <PresetsDialog presets={presets} onImport={choose} />}
    </>
  )
}

interface PresetItemsProps {
  readonly presets: readonly Preset[]
  readonly preset: Preset | undefined
  readonly name: string
  readonly hasChanged: boolean
  readonly onImport: () => void
  /** Does it once the menu has closed. */
  readonly onLater: (work: () => void) => void
}

function PresetItems(props: PresetItemsProps) {
  const { presets, preset, name, hasChanged, onImport, onLater } = props
  return (
    <Menu className={styles['menu'] ?? ''}>
      {presets.map(other => (
        <MenuItem
          key={other.name}
          text={<Entry preset={other} />}
          labelElement={other.name === name && !hasChanged ? <Icon of={Check} /> : undefined}
          onClick={() => startFrom(other)}
        />
      ))}
      <MenuDivider />
      {preset !== undefined && hasChanged && (
        <MenuItem text={`Reset to ${preset.name}`} onClick={() => startFrom(preset)} />
      )}
      <MenuItem
        text="Save as preset…"
        onClick={() => onLater(() => useFormUi.setState({ savingPreset: true }))}
      />
      {preset !== undefined && (
        <MenuItem
          text={`Export ${preset.name} to a file…`}
          onClick={() => void exportPreset(preset)}
        />
      )}
      <MenuItem text="Import from a file…" onClick={onImport} />
      <MenuItem text="Manage presets…" onClick={() => onLater(() => openDialog('presets'))} />
    </Menu>
  )
}

const Entry = ({ preset: { name, about, locked } }: { readonly preset: Preset }) => (
  <>
    {name}
    <span className={styles['about']}>
      {about}
      {locked.length > 0 && ` ${locked.length} locked ${locked.length === 1 ? 'field' : 'fields'}.`}
    </span>
  </>
)
