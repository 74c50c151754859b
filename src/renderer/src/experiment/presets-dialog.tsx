import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core'
import { Download, Lock, Trash2 } from 'lucide-react'
import type { Preset } from '../../../shared/wire.ts'
import { Icon } from '../components/icon.tsx'
import { Tag } from '../components/tag.tsx'
import { openDialog } from '../state/ui.ts'
import styles from './presets.module.css'
import { deletePreset, exportPreset, startFrom } from './presets.ts'

interface PresetsDialogProps {
  readonly presets: readonly Preset[]
  readonly onImport: () => void
}

/** All presets, each with what can be done with it. */
export function PresetsDialog({ presets, onImport }: PresetsDialogProps) {
  const close = () => openDialog(null)
  const use = (preset: Preset) => {
    startFrom(preset)
    close()
  }
  return (
    <Dialog isOpen onClose={close} title="Presets" className={styles['dialog'] ?? ''}>
      <DialogBody>
        <ul className={styles['list']}>
          {presets.map(preset => (
            <PresetLine key={preset.name} preset={preset} onUse={() => use(preset)} />
          ))}
        </ul>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Import from a file…" onClick={onImport} />
            <Button intent="primary" text="Done" onClick={close} />
          </>
        }
      />
    </Dialog>
  )
}

function PresetLine({ preset, onUse }: { readonly preset: Preset; readonly onUse: () => void }) {
  const { name, about, locked, builtIn } = preset
  return (
    <li>
      <div className="grow">
        <div className="row">
          <strong className="clip">{name}</strong>
          {builtIn && <Tag>comes with the app</Tag>}
          {locked.length > 0 && (
            <Tag>
              <Icon of={Lock} size={12} /> {locked.length} locked
            </Tag>
          )}
        </div>
        {about !== '' && <p className="caption">{about}</p>}
      </div>
      <Button size="small" text="Start from it" aria-label={`Start from ${name}`} onClick={onUse} />
      <Button
        variant="minimal"
        size="small"
        icon={<Icon of={Download} />}
        aria-label={`Export ${name} to a file`}
        title="Export to a file"
        onClick={() => void exportPreset(preset)}
      />
      <Button
        variant="minimal"
        size="small"
        icon={<Icon of={Trash2} />}
        aria-label={`Delete ${name}`}
        title={builtIn ? 'This preset comes with the app' : 'Delete'}
        disabled={builtIn}
        onClick={() => void deletePreset(preset)}
      />
    </li>
  )
}
