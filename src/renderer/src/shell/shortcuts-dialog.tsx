import { Dialog, DialogBody } from '@blueprintjs/core'
import { commandNames, commands } from '../state/commands.ts'
import { useAppState } from '../state/queries.ts'
import { shortcutText } from '../state/shortcuts.ts'
import { openDialog, useUi } from '../state/ui.ts'
import styles from './shortcuts-dialog.module.css'

const inLists: readonly (readonly [keys: string, text: string])[] = [
  ['↑ ↓', 'Move through runs'],
  ['Enter', 'Open the run'],
  ['F2', 'Rename it'],
  ['Space', 'Give it a star, or take it away'],
  ['X', 'Tick it, to compare'],
  ['Shift ↑ ↓', 'Tick several'],
  ['Delete', 'Delete it; undo brings it back'],
]

/** Every shortcut there is. */
export function ShortcutsDialog() {
  const isOpen = useUi(ui => ui.dialog === 'shortcuts')
  const platform = useAppState().data?.platform ?? ''
  const everywhere = commandNames.flatMap(name => {
    const { shortcut, text } = commands[name]
    return shortcut === null ? [] : [[shortcutText(shortcut, platform), text] as const]
  })
  return (
    <Dialog isOpen={isOpen} title="Keyboard shortcuts" onClose={() => openDialog(null)}>
      <DialogBody>
        <div className={styles['columns']}>
          <Keys title="Everywhere" rows={everywhere} />
          <Keys title="In the list of runs" rows={inLists} />
        </div>
      </DialogBody>
    </Dialog>
  )
}

interface KeysProps {
  readonly title: string
  readonly rows: readonly (readonly [keys: string, text: string])[]
}

const Keys = ({ title, rows }: KeysProps) => (
  <section>
    <h3>{title}</h3>
    <dl>
      {rows.map(([keys, text]) => (
        <div key={keys}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  </section>
)
