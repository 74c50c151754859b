import { type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { locale } from '../format.ts'
import styles from './fields.module.css'
import { editableNumber, parseNumber, separatorsOf, shownNumber } from './parse-number.ts'
import type { Step } from './steps.ts'

/** What a field of the form holds: a number, nothing, or what was typed and is no number. */
export type Typed = number | string | null

interface NumberInputProps {
  readonly id: string
  readonly value: Typed
  readonly onChange: (value: Typed) => void
  readonly onFocus?: () => void
  readonly onBlur?: () => void
  readonly step: Step
  /** The word for no number; without it an empty field is an error. */
  readonly none?: string
  /** Where an arrow begins when there is no number. */
  readonly start?: number
  /** After the number while it is not edited: days. */
  readonly unit?: string
  readonly leastDecimals?: number
  readonly disabled?: boolean
  readonly invalid?: boolean
  readonly label?: string
  readonly describedBy?: string
  readonly title?: string
}

const separators = separatorsOf(locale)

/** A number typed in the person's own way; arrows step, grouped and with its unit when not edited. */
export function NumberInput(props: NumberInputProps) {
  const { id, value, onChange, none, start, unit, leastDecimals, invalid = false } = props
  // what is typed, while it is; null when the field only shows its value
  const [text, setText] = useState<string | null>(null)
  const isFresh = useRef(false)
  const type = (typed: string) => {
    setText(typed)
    onChange(readTyped(typed, none))
  }
  const step = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (direction === 0 || typeof value === 'string') return
    event.preventDefault()
    const next = value === null ? (start ?? null) : props.step(value, direction)
    onChange(next)
    setText(editable(next, none))
  }
  return (
    <input
      id={id}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      className={`bp6-input ${styles['number']}`}
      value={text ?? shown(value, none, unit, leastDecimals)}
      disabled={props.disabled}
      aria-invalid={invalid}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      title={props.title}
      onFocus={event => {
        // at once, so that what is selected is what is typed over
        flushSync(() => setText(editable(value, none)))
        event.currentTarget.select()
        isFresh.current = true
        props.onFocus?.()
      }}
      onChange={event => type(event.currentTarget.value)}
      onClick={event => {
        // the click that brought the focus has put its caret; the next one may
        if (isFresh.current) event.currentTarget.select()
        isFresh.current = false
      }}
      onKeyDown={event => {
        isFresh.current = false
        step(event)
      }}
      onBlur={() => {
        setText(null)
        props.onBlur?.()
      }}
    />
  )
}

function readTyped(text: string, none: string | undefined): Typed {
  const bare = text.trim()
  if (none !== undefined && (bare === '' || bare.toLowerCase() === none)) return null
  const number = parseNumber(bare, separators)
  return Number.isFinite(number) ? number : text
}

function editable(value: Typed, none = ''): string {
  if (value === null) return none
  return typeof value === 'string' ? value : editableNumber(value, separators)
}

function shown(value: Typed, none = '', unit = '', leastDecimals = 0): string {
  if (value === null) return none
  if (typeof value === 'string') return value
  const number = shownNumber(value, locale, leastDecimals)
  return unit === '' ? number : `${number} ${value === 1 ? unit.replace(/s$/, '') : unit}`
}
