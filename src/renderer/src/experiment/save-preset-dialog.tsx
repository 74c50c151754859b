import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core'
import { type FormEvent, useState } from 'react'
import { modelWords, scheduleWords, topWords } from '../../../shared/field-words.ts'
import type { ExperimentField, Preset } from '../../../shared/wire.ts'
import { ask } from '../bridge.ts'
import { useDraft } from '../state/draft.ts'
import { attempt, say } from '../state/toaster.ts'
import fields from './fields.module.css'
import { experimentFields } from './form-schema.ts'
import { useFormUi } from './form-ui.ts'
import styles from './presets.module.css'

/** A field's name in the list of what may be locked. */
const nameOf = (field: ExperimentField): string => {
  if (field === 'models') return `Networks (${modelWords.hidden.label.toLowerCase()}, layers, rate)`
  return field === 'schedule' ? scheduleWords.schedule.label : topWords[field].label
}

/** Keeps the draft under a name, with the fields that whoever uses it may not change. */
export function SavePresetDialog({ presets }: { readonly presets: readonly Preset[] }) {
  const draft = useDraft.getState()
  const own = presets.find(({ name, builtIn }) => name === draft.preset && !builtIn)
  const [name, setName] = useState(own?.name ?? '')
  const [about, setAbout] = useState(own?.about ?? '')
  const [locked, setLocked] = useState<readonly ExperimentField[]>(own?.locked ?? [])
  const same = presets.find(p => p.name.toLowerCase() === name.trim().toLowerCase())
  const isTaken = same?.builtIn === true
  const close = () => useFormUi.setState({ savingPreset: false })
  const save = async () => {
    const { experiment } = draft
    const preset = { name: name.trim(), about: about.trim(), experiment, locked }
    const saved = await attempt(() => ask('savePreset', preset))
    if (saved === undefined) return
    useDraft.setState({ preset: saved.name, locked: saved.locked })
    close()
    void say({ text: `Saved as the preset ${saved.name}.` })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  return (
    <Dialog isOpen onClose={close} title="Save as preset" className={styles['dialog'] ?? ''}>
      <form onSubmit={submit}>
        <DialogBody>
          <label className={styles['line']}>
            Name
            <input
              className="bp6-input"
              value={name}
              maxLength={80}
              required
              autoFocus
              aria-invalid={isTaken}
              onChange={event => setName(event.currentTarget.value)}
            />
          </label>
          {isTaken && (
            <p className={fields['error']} role="alert">
              {same.name} comes with the app. Choose another name.
            </p>
          )}
          {same !== undefined && !isTaken && (
            <p className="caption">This takes the place of your preset {same.name}.</p>
          )}
          <label className={styles['line']}>
            What it is for
            <input
              className="bp6-input"
              value={about}
              maxLength={400}
              placeholder="A sentence, such as: the week's exercise"
              onChange={event => setAbout(event.currentTarget.value)}
            />
          </label>
          <LockList locked={locked} onChange={setLocked} />
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button text="Cancel" onClick={close} />
              <Button
                type="submit"
                intent="primary"
                text="Save"
                disabled={name.trim() === '' || isTaken}
              />
            </>
          }
        />
      </form>
    </Dialog>
  )
}

interface LockListProps {
  readonly locked: readonly ExperimentField[]
  readonly onChange: (locked: readonly ExperimentField[]) => void
}

const LockList = ({ locked, onChange }: LockListProps) => (
  <fieldset className={styles['locks']}>
    <legend>Locked for whoever starts from it</legend>
    {experimentFields.map(field => (
      <label key={field}>
        <input
          type="checkbox"
          className={fields['check']}
          checked={locked.includes(field)}
          onChange={event =>
            onChange(
              event.currentTarget.checked
                ? [...locked, field]
                : locked.filter(other => other !== field)
            )
          }
        />
        {nameOf(field)}
      </label>
    ))}
  </fieldset>
)
