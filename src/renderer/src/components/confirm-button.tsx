import { Button, Classes, PopoverNext } from '@blueprintjs/core'
import { X } from 'lucide-react'
import styles from './confirm-button.module.css'
import { Icon } from './icon.tsx'

interface ConfirmButtonProps {
  readonly label: string
  /** Shown beside the glyph; without it the button is only that. */
  readonly text: string
  readonly question: string
  readonly yes: string
  readonly no: string
  readonly onYes: () => void
  /** With its name on it, in a head; without, in a card. */
  readonly isNamed?: boolean
}

/** A button that ends something: says what is kept, and asks once. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, text, question, yes, no, onYes, isNamed = false } = props
  const content = (
    <div className={styles['ask']}>
      <h2>{question}</h2>
      <p>{text}</p>
      <div className={styles['answers']}>
        <Button className={Classes.POPOVER_DISMISS} intent="danger" text={yes} onClick={onYes} />
        <Button className={Classes.POPOVER_DISMISS} text={no} autoFocus />
      </div>
    </div>
  )
  return (
    <PopoverNext content={content} placement="bottom-end" autoFocus enforceFocus>
      <Button
        size="small"
        icon={<Icon of={X} />}
        {...(isNamed ? { text: label } : { variant: 'minimal' as const, 'aria-label': label })}
      />
    </PopoverNext>
  )
}
