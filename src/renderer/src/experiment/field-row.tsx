import { Lock } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { explain, type FieldWords } from '../../../shared/field-words.ts'
import { Icon } from '../components/icon.tsx'
import { afterPress } from './after-press.ts'
import styles from './fields.module.css'
import type { FieldState } from './use-field.ts'

interface FieldRowProps {
  readonly words: FieldWords
  readonly field: Pick<FieldState, 'id' | 'hintId' | 'error' | 'locked'>
  readonly children: ReactNode
}

/**
 * A name, a control, and the sentence that explains them: under the field while it has the focus,
 * over the next one while the pointer rests on it, in its error's place when there is one.
 */
export function FieldRow({ words, field, children }: FieldRowProps) {
  const { id, hintId, error, locked } = field
  const row = useRef<HTMLDivElement>(null)
  const isExplained = useHasFocus(row)
  return (
    <div ref={row} className={styles['row']} data-explained={isExplained}>
      <label htmlFor={id} className={styles['label']}>
        {words.label}
        {locked !== null && <Icon of={Lock} size={12} />}
      </label>
      {children}
      {error !== null && (
        <p id={`${id}-error`} className={styles['error']} role="alert">
          {error}
        </p>
      )}
      <p id={hintId} className={styles['hint']}>
        {locked !== null && <strong>{locked} </strong>}
        {explain(words)}
      </p>
    </div>
  )
}

/** Whether the focus is in it; when a press takes the focus away, only once that is let go. */
function useHasFocus(row: RefObject<HTMLElement | null>): boolean {
  const [hasFocus, setHasFocus] = useState(false)
  useEffect(() => {
    const element = row.current
    const enter = () => setHasFocus(true)
    const leave = () =>
      afterPress(() => setHasFocus(element?.contains(document.activeElement) ?? false))
    element?.addEventListener('focusin', enter)
    element?.addEventListener('focusout', leave)
    return () => {
      element?.removeEventListener('focusin', enter)
      element?.removeEventListener('focusout', leave)
    }
  }, [row])
  return hasFocus
}
