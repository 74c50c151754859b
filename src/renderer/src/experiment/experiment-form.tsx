import { Button } from '@blueprintjs/core'
import { PanelRightClose, SlidersHorizontal } from 'lucide-react'
import { useRef } from 'react'
import { Icon } from '../components/icon.tsx'
import { ExperimentFields } from './experiment-fields.tsx'
import styles from './experiment-form.module.css'
import { useFold } from './use-fold.ts'
import { useFormMemory } from './use-form-memory.ts'

/** The experiment on the right, that can be folded away; a drawer over the centre in a narrow window. */
export function ExperimentForm() {
  const aside = useRef<HTMLElement>(null)
  const tab = useRef<HTMLButtonElement>(null)
  const { isNarrow, isOpen, open, close } = useFold(aside, tab)
  const isRestored = useFormMemory()
  const look = isOpen ? (isNarrow ? 'drawer' : 'open') : 'folded'
  return (
    <aside ref={aside} className={`${styles['form']} ${styles[look]}`} aria-label="Experiment">
      {(!isOpen || isNarrow) && (
        <button
          ref={tab}
          type="button"
          className={styles['tab']}
          aria-expanded={isOpen}
          onClick={isOpen ? close : open}
        >
          <Icon of={SlidersHorizontal} />
          <span>Experiment</span>
        </button>
      )}
      {isRestored && (
        <div className={styles['sheet']} hidden={!isOpen}>
          <ExperimentFields
            tools={
              <Button
                variant="minimal"
                size="small"
                icon={<Icon of={PanelRightClose} />}
                aria-label="Fold the form away"
                title="Fold the form away"
                onClick={close}
              />
            }
          />
        </div>
      )}
    </aside>
  )
}
